/** A word of a text as a number (FNV-1a of its UTF-16 units), and where it stands. Different words may have one number. */
export type OnWord = (hash: number, start: number, end: number) => boolean;

/** Of a text without words, and of a word before its first letter. */
const BASIS = 0x811c9dc5 | 0;

/**
 * Walks through the words of a text, which costs no memory a word; a word is letters and digits of any script. Stops where
 * `onWord` says false.
 */
export function eachWord(text: string, onWord: OnWord, from = 0): void {
  let hash = BASIS;
  let start = -1;
  for (let at = from; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (isLetter(unit)) {
      if (start < 0) start = at;
      hash = Math.imul(hash ^ unit, 16_777_619);
    } else if (start >= 0) {
      if (!onWord(hash, start, at)) return;
      start = -1;
      hash = BASIS;
    }
  }
}

/** The number of a word by itself. */
export function wordHash(word: string): number {
  let hash = BASIS;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 16_777_619);
  return hash;
}

/** Digits, Latin letters, and everything from "µ" on but the punctuation and blanks that stand among it. */
const isLetter = (unit: number): boolean =>
  unit < 0x80
    ? (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39)
    : unit >= 0xb5 &&
      unit !== 0xb7 &&
      unit !== 0xb8 &&
      unit !== 0xbb &&
      unit !== 0xbf &&
      (unit < 0x2000 || unit > 0x206f) &&
      (unit < 0x3000 || unit > 0x303f);
