import { UserError } from '../news/user-error.ts';

export interface BodyLimits {
  /** After decompression. */
  readonly maxBytes: number;
  /** In each stretch of so many milliseconds at least `leastBytes` must come. */
  readonly stallMs: number;
  readonly leastBytes: number;
}

/**
 * The bytes of an answer. Throws `UserError` when there are more than a feed has, or when they come so slowly that they only
 * hold the desk up; the rest is not awaited.
 */
export async function readBody(
  { body }: Pick<Response, 'body'>,
  host: string,
  { maxBytes, stallMs, leastBytes }: BodyLimits,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let before = 0;
  let stalled = false;
  const watch = setInterval(() => {
    stalled = size - before < leastBytes;
    before = size;
    if (stalled) void reader.cancel().catch(() => {});
  }, stallMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (stalled)
        throw new UserError(`${host} sends too slowly: under ${leastBytes} bytes in ${stallMs / 1_000} seconds`);
      if (done) return Buffer.concat(chunks);
      size += value.length;
      if (size > maxBytes) throw new UserError(`${host} sends more than ${Math.round(maxBytes / 1e6)} MB`);
      chunks.push(value);
    }
  } finally {
    clearInterval(watch);
    void reader.cancel().catch(() => {});
  }
}
