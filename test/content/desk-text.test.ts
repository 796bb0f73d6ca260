import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDeskText, writeDeskText } from '../../src/content/desk-text.ts';
import { UserError } from '../../src/news/user-error.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-text-'));
  path = join(folder, 'desk.yaml');
  writeFileSync(path, 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('gives the text back to the last sign, its byte order mark included', async () => {
  const text = '\ufeffname: Ж\r\n';
  writeFileSync(path, text);
  await writeDeskText(path, await readDeskText(path));
  expect(readFileSync(path)).toEqual(Buffer.from(text));
});

it('puts a text in place of the old one, with its mode, and leaves nothing else behind', async () => {
  chmodSync(path, 0o664);
  await writeDeskText(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o664);
  expect(readdirSync(folder)).toEqual(['desk.yaml']);
});

it('never writes into the file that somebody may be reading', async () => {
  const before = statSync(path).ino;
  await writeDeskText(path, 'new');
  expect(statSync(path).ino).not.toBe(before);
});

it('leaves a link to the file a link', async () => {
  const link = join(folder, 'link.yaml');
  symlinkSync(path, link);
  await writeDeskText(link, 'new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('new');
});

it.each([
  ['a folder', () => folder, 'is a folder'],
  ['a file that is gone', () => join(folder, 'none.yaml'), 'ENOENT'],
])('says what to do where %s stands in its place', async (_, place, reason) => {
  const error: unknown = await writeDeskText(place(), 'new').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(new RegExp(`${reason}.*Nothing was changed\\..*SITREP_DESK`));
});

/** The superuser may write everywhere: nobody, who may not, stands in for a moment. */
async function asNobody(act: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    await act();
  } finally {
    process.seteuid?.(0);
  }
}

it.each([
  ['a file that is protected', 0o444, 0o777],
  ['a folder that is protected', 0o666, 0o555],
])('writes nothing over %s', async (_, file, around) => {
  chmodSync(path, file);
  chmodSync(folder, around);
  await asNobody(() => expect(writeDeskText(path, 'new')).rejects.toThrow('this user may not write there'));
  chmodSync(folder, 0o777);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['desk.yaml']);
});
