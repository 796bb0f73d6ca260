import { nearest } from '../news/nearest.ts';
import type { Source } from '../news/source.ts';
import { UserError } from '../news/user-error.ts';
import { parseDeskFile } from './desk-file.ts';
import { cutSource } from './sources-text.ts';

export interface Removal {
  /** The desk file without the source. */
  readonly text: string;
  readonly source: Source;
}

/** Takes a source out of the text of a desk file, which stands at `path`. Throws `UserError`. */
export function removeSource({
  text,
  path,
  id,
}: {
  readonly text: string;
  readonly path: string;
  readonly id: string;
}): Removal {
  const { sources } = parseDeskFile(text, path);
  const source = sources.find((one) => one.id === id);
  if (source === undefined) {
    const meant = nearest(
      id,
      sources.map((one) => one.id),
    );
    throw new UserError(
      `The desk has no source “${id}”. ${meant === null ? '/sources lists them.' : `Did you mean ${meant}?`}`,
    );
  }
  if (sources.length === 1) throw new UserError(`${source.name} is the only source of the desk, which needs one.`);
  const shorter = cutSource(text, sources.indexOf(source));
  const expected = sources.filter((one) => one !== source);
  if (shorter === null || !sameSources(shorter, path, expected))
    throw new UserError(
      `The desk file ${path} is laid out in a way that no source can be taken out of. Nothing was changed. Delete its lines by hand.`,
    );
  return { text: shorter, source };
}

function sameSources(text: string, path: string, expected: readonly Source[]): boolean {
  try {
    return JSON.stringify(parseDeskFile(text, path).sources) === JSON.stringify(expected);
  } catch {
    return false;
  }
}
