import * as z from 'zod';
import { type Command, defineCommand } from '../../src/command/command.ts';
import type { FrontDesk, Question } from '../../src/command/front-desk.ts';
import { createFrontDesk } from '../../src/command/reception.ts';
import { createLog, type Log } from '../../src/log.ts';
import { actions, ask, heading, open, paragraph, text } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/news/user-error.ts';

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

const settings = defineCommand({
  name: 'settings',
  summary: 'Shows a subscription, or changes it',
  audience: 'asker',
  allowed: 'anyone',
  options: z.object({
    action: z.enum(['show', 'change']).default('show').describe('What to do'),
    id: z.string().max(40).optional().describe('Which subscription'),
    at: z.string().max(60).default('08:00').describe('When'),
    alerts: z.boolean().default(true).describe('Alerts too'),
    topics: z.string().max(100).optional().describe('Topics'),
    zone: z.string().max(50).optional().describe('Time zone'),
    level: z.enum(['flash', 'urgent']).optional().describe('Alerts of this level'),
    limit: z.int().min(1).max(25).default(10).describe('Most stories'),
  }),
  examples: ['/settings', '/settings change id:s1'],
  form: {
    title: 'Settings',
    submit: 'Save',
    fields: ['at', 'topics', 'zone', 'limit', 'alerts', 'level'],
    opens: ({ action }) => action === 'change',
    given: async ({ id }, { asker }) => {
      if (id === 'broken') throw new Error('no settings');
      if (id === 'nobody') throw new UserError('There is no subscription “nobody”.');
      if (id === 'slow') await new Promise(() => {});
      return {
        at: '07:30',
        limit: '5',
        alerts: 'false',
        level: 'flash',
        ...(asker.timeZone !== null && { zone: asker.timeZone }),
      };
    },
  },
  answer: async (options) =>
    routine('Settings', paragraph(`${options.action} ${options.id} ${options.at} ${options.limit} ${options.alerts}`)),
});

/** A real front desk with a few commands and no news behind it. `asked` records what reached it. */
export interface ScriptedFrontDesk extends FrontDesk {
  readonly asked: readonly Question[];
}

/**
 * Makes a front desk for tests of platforms; a `pause` holds its answers back. Commands: `help`, `echo` (free words), `pages` (a paging button), `whisper`
 * (to the asker), `long` (more than one page), `report` (a form for what is missing), `settings` (a prefilled form that `change` opens).
 */
export function createScriptedFrontDesk({
  pause = async () => {},
  log = createLog({ level: 'silent' }),
}: {
  pause?: (question: Question) => Promise<void>;
  log?: Pick<Log, 'error'>;
} = {}): ScriptedFrontDesk {
  const commands: readonly Command[] = [help, echo, pages, whisper, long, report, settings];
  const asked: Question[] = [];
  const claimed = new Set<string>();
  // No scripted command touches the desk.
  const frontDesk = createFrontDesk({ commands, desk: undefined as never, log });
  return {
    ...frontDesk,
    asked,
    claim: async (id) => {
      const fresh = !claimed.has(id);
      claimed.add(id);
      return fresh;
    },
    release: async (id) => void claimed.delete(id),
    ask: async (question) => {
      asked.push(question);
      await pause(question);
      return frontDesk.ask(question);
    },
  };
}
