import type { Topic, TopicText } from './topic.ts';

const TITLE = 3;
const CATEGORY = 2;
const SUMMARY = 1;

/** How much each topic's words weigh in a text, in the order of the topics. */
export type WordCounter = (text: Pick<TopicText, 'title' | 'summary' | 'categories'>) => number[];

/**
 * Prepares the words of topics once, for counting them in many texts. Each word counts once for every place it stands in:
 * three in the title, two among the publisher's labels, one in the summary. Words match as whole words in any script;
 * where a script sets no spaces, anywhere.
 */
export function createWordCounter(topics: readonly Pick<Topic, 'words'>[]): WordCounter {
  const root = branch();
  for (const [topic, { words }] of topics.entries()) {
    for (const phrase of words) plant(root, phrase, topic);
  }
  return ({ title, summary, categories = [] }) => {
    const scores = new Array<number>(topics.length).fill(0);
    score(root, title, TITLE, scores);
    score(root, summary ?? '', SUMMARY, scores);
    score(root, categories.join(' · '), CATEGORY, scores);
    return scores;
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
