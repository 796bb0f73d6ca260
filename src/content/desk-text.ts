import { readFile } from 'node:fs/promises';
import { errorCode } from '../news/error-code.ts';
import { UserError } from '../news/user-error.ts';

/** The text of a desk file, as it stands there to the last sign. Throws `UserError`. */
export async function readDeskText(path: string): Promise<string> {
  try {
    // A byte order mark is kept, so that the file can be written as it was.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : unreadable[errorCode(error) ?? ''];
    throw new UserError(
      `The desk file ${path} cannot be read: ${reason ?? (error as Error).message}. Give SITREP_DESK the path of a desk file.`,
      { cause: error },
    );
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};
