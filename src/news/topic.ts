import { nearest } from './nearest.ts';

/** A subject of the desk with the words that give it away, in any of the desk's languages. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  /** Lower-case words or phrases; a trailing `*` matches any ending. */
  readonly words: readonly string[];
  /** How much its stories count in a digest beside those of other topics; 1 where left out. */
  readonly weight?: number;
}

/** What a topic is judged by. */
export interface TopicText {
  readonly title: string;
  readonly summary: string | null;
  /** The publisher's own labels. */
  readonly categories?: readonly string[];
}

export type TopicMatcher = (text: TopicText) => string;

/** What is said of a word that is none of the topics `ids`, with the one that was probably meant. */
export function noSuchTopic(word: string, ids: readonly string[]): string {
  const meant = nearest(word, ids);
  return `“${word}” is no topic of this desk. ${meant === null ? `Topics are ${ids.join(', ')}.` : `Did you mean ${meant}?`}`;
}

/** The topic of what fits no other. */
export const otherTopic = 'other';

const TITLE = 3;
const CATEGORY = 2;
const SUMMARY = 1;

/**
 * Prepares the words of a desk's topics once, for judging many texts. A text belongs to the topic most of whose words it
 * holds, each counted once for every place it stands in, the title before the rest; with equal counts to the topic named
 * first; without any to `other`. Words match as whole words in any script; where a script sets no spaces, anywhere.
 */
export function createTopicMatcher(topics: readonly Topic[]): TopicMatcher {
  const root = branch();
  for (const [topic, { words }] of topics.entries()) {
    for (const phrase of words) plant(root, phrase, topic);
  }
  return ({ title, summary, categories = [] }) => {
    const scores = new Array<number>(topics.length).fill(0);
    score(root, title, TITLE, scores);
    score(root, summary ?? '', SUMMARY, scores);
    score(root, categories.join(' · '), CATEGORY, scores);
    const best = Math.max(0, ...scores);
    return best === 0 ? otherTopic : (topics[scores.indexOf(best)]?.id ?? otherTopic);
  };
}

/** A phrase whose first word ends at a branch: what must follow, word by word. */
interface Phrase {
  readonly topic: number;
  /** True when the first word may have any ending. */
  readonly open: boolean;
  readonly rest: readonly { readonly word: string; readonly open: boolean }[];
}

/** First words of all phrases, letter by letter, so that a word of a text is compared with all of them at once. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly phrases: Phrase[];
}

const branch = (): Branch => ({ next: new Map(), phrases: [] });

function plant(root: Branch, phrase: string, topic: number): void {
  // The sign belongs to the word before it: "sanction* against" is two words, the first of them open.
  const [first, ...rest] = phrase.split(/\s+/).flatMap((part) => {
    const words = wordsOf(part);
    return words.map((word, index) => ({ word, open: index === words.length - 1 && part.endsWith('*') }));
  });
  if (first === undefined) return;
  let at = root;
  for (const letter of first.word) {
    const next = at.next.get(letter) ?? branch();
    at.next.set(letter, next);
    at = next;
  }
  at.phrases.push({ topic, open: first.open, rest });
}

function score(root: Branch, text: string, weight: number, scores: number[]): void {
  const words = wordsOf(text);
  const counted = new Set<Phrase>();
  for (const [index, word] of words.entries()) {
    let at: Branch | undefined = root;
    let length = 0;
    for (const letter of word) {
      at = at.next.get(letter);
      if (at === undefined) break;
      length += letter.length;
      for (const phrase of at.phrases) {
        if ((!phrase.open && length < word.length) || counted.has(phrase) || !follows(phrase, words, index)) continue;
        counted.add(phrase);
        scores[phrase.topic] = (scores[phrase.topic] ?? 0) + weight;
      }
    }
  }
}

function follows({ rest }: Phrase, words: readonly string[], index: number): boolean {
  return rest.every(({ word, open }, step) => {
    const found = words[index + 1 + step];
    return open ? found?.startsWith(word) === true : found === word;
  });
}

/** Chinese, Japanese and Thai set no spaces: each of their letters is a word, and a word of theirs a phrase. */
const word =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|[[\p{L}\p{M}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]]+/gv;

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').match(word) ?? [];
}
