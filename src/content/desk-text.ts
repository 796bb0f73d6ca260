import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/**
 * Puts a text in the place of a desk file, whole or not at all: whoever reads meanwhile, or after a power loss, finds the
 * old text or the new one. Mode and, where this user may give it, owner stay. Throws `UserError`.
 */
export async function writeDeskText(path: string, text: string): Promise<void> {
  try {
    // Behind a link stands the file that is meant; the link itself stays.
    await replace(await realpath(path), text);
  } catch (cause) {
    const code = errorCode(cause) ?? String(cause);
    throw new UserError(
      `The desk file ${path} cannot be written: ${unwritable[code] ?? code}. Nothing was changed. Let this user write the file and its folder, or give SITREP_DESK the path of a copy that can be written.`,
      { cause },
    );
  }
}

async function replace(target: string, text: string): Promise<void> {
  // Opened to write, so that a file which is protected stays, though its folder would let another take its place.
  const old = await open(target, 'r+');
  const { mode, uid, gid } = await old.stat().finally(() => old.close());
  const fresh = join(dirname(target), `.desk-${randomUUID()}.tmp`);
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(text);
      // Only a superuser may give a file away; and without this, the bot could no longer read what it owned.
      await file.chown(uid, gid).catch(() => {});
      await file.chmod(mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

const unwritable: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk can only be read',
  EBUSY: 'it is mounted by itself, so no other file can take its place',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};
