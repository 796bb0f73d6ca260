import { Problem } from './problem.ts';

/** Longest body that is read in bytes, where a route does not say otherwise. */
const LONGEST = 64 * 1024;

/** Reads the body of a request. Throws a `Problem` as soon as it is longer than it may be, without reading the rest. */
export async function readBody(request: Request, longest = LONGEST): Promise<Uint8Array> {
  try {
    return await bytesOf(request, longest);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('malformed', 'The body broke off before its end, so nothing was done. Send it again.');
  }
}

async function bytesOf({ headers, body }: Request, longest: number): Promise<Uint8Array> {
  if (Number(headers.get('content-length')) > longest) throw tooLarge(longest);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > longest) throw tooLarge(longest);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const tooLarge = (longest: number): Problem =>
  new Problem('too_large', `A body has at most ${longest / 1024} kB here. Send less at once.`);

/** Throws a `Problem` where a body says that it is something else than JSON, or nothing. */
export function needJson({ headers }: Request, body: Uint8Array): void {
  const type = headers.get('content-type') ?? '';
  if (body.length === 0 || /^application\/json\s*(?:;|$)/i.test(type)) return;
  throw new Problem('not_json', 'Send the body as JSON, with the header Content-Type: application/json.');
}
