import type { Answer } from '../../command/front-desk.ts';

/** A question typed in the page and its answer. */
export interface Exchange {
  readonly id: string;
  readonly at: number;
  /** The question as typed, with a slash. */
  readonly line: string;
  readonly answer: Answer;
}

/** The questions and answers since the start, so that a reload or another preview shows them again. */
export interface Conversation {
  add(exchange: Omit<Exchange, 'id'>): Exchange;
  byId(id: string): Exchange | null;
  /** Oldest first. */
  all(): readonly Exchange[];
}

const mostKept = 50;

/** Keeps the newest exchanges in memory: they are a person's own tries, not the desk's record. */
export function createConversation(): Conversation {
  const kept: Exchange[] = [];
  let count = 0;
  return {
    add: (exchange) => {
      count += 1;
      // The time keeps ids apart from those of an earlier start that an open page may still show.
      const added = { ...exchange, id: `asked-${exchange.at}-${count}` };
      kept.push(added);
      if (kept.length > mostKept) kept.shift();
      return added;
    },
    byId: (id) => kept.find((exchange) => exchange.id === id) ?? null,
    all: () => [...kept],
  };
}
