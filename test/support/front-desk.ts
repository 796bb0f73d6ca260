import * as z from 'zod';
import { type Command, defineCommand } from '../../src/command/command.ts';
import type { Answer, Form, FrontDesk, Question } from '../../src/command/front-desk.ts';
import { parseTyped } from '../../src/command/grammar.ts';
import { optionsOf } from '../../src/command/option.ts';
import { actions, ask, heading, open, paragraph, text } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';

const routine = (summary: string, ...blocks: Message['blocks']): Message => ({ tone: 'routine', summary, blocks });

const help = defineCommand({
  name: 'help',
  summary: 'What you can ask',
  audience: 'asker',
  allowed: 'anyone',
  options: z.object({}),
  examples: ['/help'],
  answer: async () => routine('Help', heading('Help'), paragraph('Try /echo hello.')),
});

const echo = defineCommand({
  name: 'echo',
  summary: 'Says the words again',
  audience: 'channel',
  allowed: 'anyone',
  options: z.object({
    words: z.string().describe('What to say'),
    loud: z.boolean().optional().describe('Say it in bold'),
  }),
  examples: ['/echo hello', '/echo words:"two words" --loud'],
  suggest: { words: (typed) => [{ label: `${typed}!`, value: `${typed}!` }] },
  answer: async ({ words, loud }) =>
    routine(
      words,
      paragraph(loud ? { kind: 'strong', text: words } : text(words)),
      actions(open('Site', 'https://desk.example/')),
    ),
});

const pages = defineCommand({
  name: 'pages',
  summary: 'One page after the other',
  audience: 'channel',
  allowed: 'anyone',
  options: z.object({ page: z.int().min(1).max(9).default(1).describe('Which page') }),
  examples: ['/pages', '/pages 2'],
  answer: async ({ page }) =>
    routine(`Page ${page}`, paragraph(`This is page ${page}.`), actions(ask('Older', 'pages', { page: page + 1 }))),
});

const whisper = defineCommand({
  name: 'whisper',
  summary: 'Answers only who asked',
  audience: 'asker',
  allowed: 'anyone',
  options: z.object({}),
  examples: ['/whisper'],
  answer: async (_, { asker }) =>
    routine('For you', paragraph(`Only for ${asker.name}.`), actions(ask('Again', 'whisper'))),
});

const long = defineCommand({
  name: 'long',
  summary: 'An answer of several pages',
  audience: 'channel',
  allowed: 'anyone',
  options: z.object({ paragraphs: z.int().default(120).describe('How many paragraphs') }),
  examples: ['/long', '/long 300'],
  answer: async ({ paragraphs }) =>
    routine(
      'Long',
      ...Array.from({ length: paragraphs }, (_, index) => paragraph(`Paragraph ${index + 1}. ${'word '.repeat(60)}`)),
    ),
});

const report = defineCommand({
  name: 'report',
  summary: 'Files a report',
  audience: 'asker',
  allowed: 'anyone',
  options: z.object({
    headline: z.string().min(3).max(80).describe('The headline'),
    level: z.enum(['flash', 'urgent', 'update']).default('urgent').describe('How urgent it is'),
    known: z.string().max(2000).optional().describe('What is known').meta({ multiline: true }),
  }),
  examples: ['/report "Explosion near the border" level:flash'],
  form: { title: 'Report', submit: 'File it', fields: ['headline', 'level', 'known'] },
  answer: async ({ headline, level, known }) =>
    routine('Filed', paragraph(`${level}: ${headline} (${known ?? 'nothing more'})`)),
});

/** A front desk with a few commands and no news behind it. `asked` records what reached it; a `pause` holds answers back. */
export interface ScriptedFrontDesk extends FrontDesk {
  readonly asked: readonly Question[];
}

/**
 * Makes a front desk for tests of platforms. Commands: `help`, `echo` (free words), `pages` (a paging button), `whisper`
 * (to the asker), `long` (more than one page), `report` (a form).
 */
export function createScriptedFrontDesk({
  pause = async () => {},
}: {
  pause?: (question: Question) => Promise<void>;
} = {}): ScriptedFrontDesk {
  const commands: readonly Command[] = [help, echo, pages, whisper, long, report];
  const asked: Question[] = [];
  const find = (name: string): Command | undefined => commands.find((command) => command.name === name);

  return {
    commands,
    asked,
    find,
    form: (question): Form | null => {
      const command = find(question.command);
      if (command?.form === undefined) return null;
      const given = read(command, question);
      const missing = optionsOf(command).some((option) => option.required && given[option.name] === undefined);
      return missing
        ? { command: command.name, ...command.form, fields: optionsOf(command), given: strings(given) }
        : null;
    },
    ask: async (question): Promise<Answer> => {
      asked.push(question);
      await pause(question);
      const command = find(question.command);
      if (command === undefined) return problem(`There is no command "${question.command}".`);
      const options = command.options.safeParse(read(command, question));
      if (!options.success) return problem(z.prettifyError(options.error));
      const { asker, channel } = question;
      // No scripted command touches the desk.
      const context = { desk: undefined as never, now: 0, asker, channel };
      return { message: await command.answer(options.data, context), audience: command.audience };
    },
    suggest: async (question, option, typed) => {
      const suggestions = await find(question.command)?.suggest?.[option]?.(typed, {
        desk: undefined as never,
        now: 0,
        asker: question.asker,
        channel: question.channel,
      });
      return suggestions ?? [];
    },
  };
}

const problem = (words: string): Answer => ({
  message: { tone: 'problem', summary: words, blocks: [paragraph(words)] },
  audience: 'asker',
});

/** Free words go to the first option; numbers and booleans are read by the option's type. */
function read(command: Command, { input }: Question): Record<string, unknown> {
  const options = optionsOf(command);
  const first = options[0];
  const typed = typeof input === 'string' ? parseTyped(input, options) : { named: input, free: [] };
  const values: Record<string, unknown> = { ...typed.named };
  if (first !== undefined && typed.free.length > 0) values[first.name] ??= typed.free.join(' ');
  for (const { name, type } of options) {
    const value = values[name];
    if (typeof value !== 'string') continue;
    if (type === 'integer' || type === 'number') values[name] = Number(value);
    if (type === 'boolean') values[name] = value === 'true';
  }
  return values;
}

const strings = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
