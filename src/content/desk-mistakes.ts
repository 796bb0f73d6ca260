import type * as z from 'zod';
import { checkLinks } from './desk-links.ts';
import { deskSchema } from './desk-schema.ts';
import type { LocatedYaml, Mistake } from './located-yaml.ts';
import { nameOf, said, valueAt, wordMistakes } from './mistake-words.ts';

/** Everything that is wrong in a desk file, by line: what stands there, what is expected, and what was probably meant. */
export function findMistakes(file: LocatedYaml, issues: readonly z.core.$ZodIssue[]): readonly Mistake[] {
  const { value } = file;
  const found = wordMistakes({ schema: deskSchema, value, whole: 'the desk file', issues }).map(
    ({ path, key, text }) => ({
      line: key === null ? file.lineOf(path) : file.lineOfKey(path, key),
      text,
    }),
  );
  const linked = checkLinks(value, file.lineOf).map(({ path, text }) => ({
    line: file.lineOf(path),
    text: `${nameOf(path, value)}${said(valueAt(value, path))}: ${text}`,
  }));
  return [...file.mistakes, ...found, ...linked];
}
