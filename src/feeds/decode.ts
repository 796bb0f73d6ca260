import { isUtf8 } from 'node:buffer';
import { guessCharset } from './charset-guess.ts';

/** A document as text, and the charset it was read in. */
export interface Decoded {
  readonly text: string;
  readonly charset: string;
  /** For people, when the document is not what it says it is. */
  readonly warning: string | null;
}

/**
 * Bytes to text. A byte order mark decides; then what is valid UTF-8 is UTF-8, whatever it says (nothing else looks like
 * it by chance); then the HTTP header, the XML declaration and, where neither can be true, a guess.
 */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const marked = byteOrder(bytes);
  if (marked !== null) return decoded(bytes, marked);
  const declared = declaredCharset(bytes, contentType);
  // ISO-2022 and its like are ASCII bytes: valid UTF-8, and gibberish in it.
  if (declared?.startsWith('iso-2022') === true) return decoded(bytes, declared);
  if (isUtf8(bytes)) return decoded(bytes, 'utf-8');
  if (declared !== null && declared !== 'utf-8') return decoded(bytes, declared);
  const share = brokenShare(bytes);
  // A few broken characters in a long text are damage, not another charset.
  if (share < 0.2) return decoded(bytes, 'utf-8', 'some characters are broken: the document is not quite UTF-8');
  const guess = guessCharset(bytes);
  const claim = declared === null ? 'the document does not say its charset' : 'the document says utf-8 but is not';
  return decoded(bytes, guess, `${claim}: read as ${guess}`);
}

function decoded(bytes: Uint8Array, charset: string, warning: string | null = null): Decoded {
  return { text: new TextDecoder(charset).decode(bytes), charset, warning };
}

function byteOrder(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // No mark, but `<` or `{` in two bytes.
  if (b === 0 && d === 0 && (a === 0x3c || a === 0x7b)) return 'utf-16le';
  if (a === 0 && c === 0 && (b === 0x3c || b === 0x7b)) return 'utf-16be';
  return null;
}

function declaredCharset(bytes: Uint8Array, contentType: string | null): string | null {
  const http = known(/charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType ?? '')?.[1]);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
  const xml = known(/^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1]);
  // Servers announce Latin-1 for every text file by default; the document's own word is then better.
  return http === null || (http === 'windows-1252' && xml !== null) ? xml : http;
}

/** A label as the WHATWG Encoding Standard names it; null when it is none. UTF-16 without a mark would have shown itself. */
function known(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? null : encoding;
  } catch {
    return null;
  }
}

/** Bytes that are no UTF-8, as a part of all that are not ASCII: 0 to 1. */
function brokenShare(bytes: Uint8Array): number {
  let broken = 0;
  let sound = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    if (length === 0) broken += 1;
    else if (length > 1) sound += length;
    index += Math.max(length, 1);
  }
  return broken / (broken + sound);
}

/** The length of the UTF-8 sequence at `index`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  for (let next = index + 1; next < index + length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
