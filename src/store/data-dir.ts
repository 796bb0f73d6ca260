import { accessSync, constants, mkdirSync } from 'node:fs';
import { errorCode } from '../news/error-code.ts';
import { UserError } from '../news/user-error.ts';

const cure = 'Give this user the right to write there, or set SITREP_DATA_DIR to another directory.';

/** Makes the data directory where it is missing. Throws `UserError` where nothing can be written in it. */
export function ensureDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = errorCode(cause) ?? String(cause);
    throw new UserError(`store: cannot write to the data directory (${dataDir}, ${reason}). ${cure}`, { cause });
  }
}
