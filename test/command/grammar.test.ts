import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '../../src/command/command.ts';
import { formatTyped, parseTyped } from '../../src/command/grammar.ts';
import { optionsOf } from '../../src/command/option.ts';
import { checkOptions, readOptions } from '../../src/command/typed.ts';
import { layoutProblem } from '../../src/layout/problem.ts';

const command = defineCommand({
  name: 'demo',
  summary: 'A demonstration',
  audience: 'asker',
  allowed: 'anyone',
  options: z.object({
    topic: z.enum(['military', 'sanctions']).optional().describe('Topic'),
    since: z
      .string()
      .regex(/^\d+h$/)
      .optional()
      .describe('Only newer than this: 24h'),
    limit: z.int().min(1).max(10).default(5).describe('How many'),
    loud: z.boolean().default(false).describe('Loudly'),
    words: z.string().min(3).max(20).describe('Words'),
    link: z.httpUrl().optional().describe('Link'),
  }),
  examples: ['/demo', '/demo nato'],
  answer: async () => layoutProblem(''),
});
const options = optionsOf(command);
const read = (typed: string) => checkOptions(command, readOptions(command, typed));

describe('grammar', () => {
  it.each([
    ['topic:military nato summit', { topic: 'military' }, ['nato', 'summit']],
    ['--limit 3 --loud --words=x', { limit: '3', loud: 'true', words: 'x' }, []],
    ['words:"air defence" “curly quotes”', { words: 'air defence' }, ['curly quotes']],
    ['https://example.org/a?b=c NATO: what', {}, ['https://example.org/a?b=c', 'NATO:', 'what']],
    ['"never closed', {}, ['never closed']],
    ['', {}, []],
  ])('reads %s', (typed, named, free) => {
    expect(parseTyped(typed, options)).toEqual({ named, free });
  });

  it('reads back what it writes', () => {
    const written = formatTyped({ words: 'air "defence" now', limit: 3, loud: true });
    expect(read(written)).toEqual({ words: "air 'defence' now", limit: 3, loud: true });
  });
});

describe('options', () => {
  it('takes a field that was left empty for one that was left out', () => {
    expect(readOptions(command, { topic: '', limit: '', words: ' nato ' })).toEqual({ words: 'nato' });
  });

  it('gives each free word to the option that takes it, and the rest to the text', () => {
    expect(read('Sanctions 3 nato and russia')).toEqual({
      topic: 'sanctions',
      limit: 3,
      loud: false,
      words: 'nato and russia',
    });
  });

  it.each([
    ['topic:militry x', 'topic takes one of military, sanctions, not “militry”. Did you mean “military”?'],
    ['limit:0 words:x', 'limit takes a whole number from 1 to 10, not “0”.'],
    ['limit:many words:x', 'limit takes a whole number from 1 to 10, not “many”.'],
    ['miltary words:x', 'Did you mean “military”?'],
    ['since:soon words:x', 'since does not take “soon”. Only newer than this: 24h.'],
    ['military', '/demo needs words: Words.'],
    [`words:${'x'.repeat(21)}`, 'words takes text of 3 to 20 characters'],
    ['words:ab', 'words takes text of 3 to 20 characters, not “ab”.'],
    ['words:abc link:nowhere', 'link takes an address such as https://example.org/page, not “nowhere”.'],
    [`words:${'x'.repeat(9_000)}`, `, not “${'x'.repeat(199)}…”.`],
    [`words:x ${'3'.repeat(9_000)}4x`, `I do not understand “${'3'.repeat(199)}…” in /demo.`],
    ['words:x 3 4', 'I do not understand “4” in /demo. It takes military, sanctions. Example: /demo nato'],
    ['words:x --lowd', '/demo has no option “lowd”. Did you mean --loud? Example: /demo nato'],
    ['words:x --colour=red', '/demo has no option “colour”. It takes topic, since, limit, loud, words, link.'],
  ])('says what is wrong with %s', (typed, words) => {
    expect(() => read(typed)).toThrow(words);
  });
});
