import { UserError } from '../news/user-error.ts';

export interface BodyLimits {
  /** After decompression. */
  readonly maxBytes: number;
  /** In each stretch of so many milliseconds at least `leastBytes` must come. */
  readonly stallMs: number;
  readonly leastBytes: number;
  /** For the whole body. */
  readonly bodyMs: number;
}

/**
 * The bytes of an answer. Throws `UserError` when there are more than a feed has, or when they come so slowly that they only
 * hold the desk up; the rest is not awaited.
 */
export async function readBody(
  { body }: Pick<Response, 'body'>,
  host: string,
  { maxBytes, stallMs, leastBytes, bodyMs }: BodyLimits,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let before = 0;
  let problem: string | null = null;
  const giveUp = (why: string): void => {
    problem = `${host} sends too slowly: ${why} seconds`;
    void reader.cancel().catch(() => {});
  };
  const watch = setInterval(() => {
    if (size - before < leastBytes) giveUp(`under ${leastBytes} bytes in ${stallMs / 1_000}`);
    before = size;
  }, stallMs);
  const end = setTimeout(() => giveUp(`its document is not whole after ${bodyMs / 1_000}`), bodyMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (problem !== null) throw new UserError(problem);
      if (done) return Buffer.concat(chunks);
      size += value.length;
      if (size > maxBytes) throw new UserError(`${host} sends more than ${Math.round(maxBytes / 1e6)} MB`);
      chunks.push(value);
    }
  } finally {
    clearInterval(watch);
    clearTimeout(end);
    void reader.cancel().catch(() => {});
  }
}
