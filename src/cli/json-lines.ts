/** A line of a stream by its number, from 1; `text` is null where it is longer than it may be, or no UTF-8. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

/** Longer than any update is. */
const LONGEST = 256 * 1024;
const LINE_BREAK = 0x0a;

/** The lines of a stream in turn, blank ones left out. Never holds more than one of them, however long that is. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest = LONGEST): AsyncGenerator<Line> {
  let number = 1;
  let pieces: Uint8Array[] = [];
  let length = 0;
  const keep = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= longest) pieces.push(piece);
    else pieces = [];
  };
  const line = (): Line => ({ number, text: length > longest ? null : textOf(Buffer.concat(pieces), number) });
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end >= 0; end = chunk.indexOf(LINE_BREAK, from)) {
      keep(chunk.subarray(from, end));
      const { text } = line();
      if (text !== '') yield { number, text };
      from = end + 1;
      number += 1;
      pieces = [];
      length = 0;
    }
    keep(chunk.subarray(from));
  }
  const { text } = line();
  if (text !== '') yield { number, text };
}

/** What a line holds as JSON; undefined where that is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array, number: number): string | null {
  try {
    // The first line may begin with a byte order mark, which no other may.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes).trim();
  } catch {
    return null;
  }
}
