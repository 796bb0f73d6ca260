import * as z from 'zod';
import type { Context, Suggestion } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { alertLevels } from '../src/news/alert-level.ts';
import { clip } from '../src/news/excerpt.ts';
import { credibilityWords } from '../src/news/grade.ts';
import { emptyWays, mostStories, usualTerms } from '../src/news/terms.ts';
import { zoneNames } from '../src/news/zones.ts';
import { completing } from './completing.ts';

/** As `usualTerms` has it. */
const MORNING = '08:00';
const times = [MORNING, 'weekdays 08:00', 'mon 09:00', 'every 4 hours'];
/** No alerts, no quiet hours. */
export const NONE = 'none';
const alertChoices = [NONE, ...alertLevels] as const;

/** The fields of a form, the first five of which fit every platform. */
export const termFields = ['at', 'topics', 'zone', 'limit', 'alerts', 'grade', 'language', 'quiet', 'empty'] as const;
export type TermName = (typeof termFields)[number];

/** What each option is, and what a form calls it. */
const wordsFor = (desk: DeskFile): Readonly<Record<TermName, readonly [label: string, meaning: string]>> => ({
  at: ['When', 'When: 08:00, weekdays 08:00, mon 09:00, every 4 hours, or cron'],
  topics: ['Topics', `Topics: ${shortList(desk.topics.map(({ id }) => id))}, or all`],
  zone: ['Time zone', 'Time zone, such as Europe/Kyiv'],
  limit: ['Most stories', 'Most stories in one digest'],
  alerts: ['Breaking alerts', 'Breaking alerts: flash only, urgent and up, or update for all'],
  grade: ['Least grade', 'Least grade of a story, such as C3, or any'],
  language: ['Languages', `Only stories reported in ${shortList(languagesOf(desk))}, or any`],
  quiet: ['Quiet hours', 'Quiet hours in that zone, such as 22:00-07:00, or none'],
  empty: ['Nothing new', 'Where nothing is new: a line that says so, or silence'],
});

/** As many as the description of an option has room for. */
const shortList = (names: readonly string[]): string => clip(names.join(', '), 50);

/** The options by which people say what a channel shall receive, none of them needed; `usual` is what they are when left out. */
function optionsWith(desk: DeskFile, usual: Readonly<Partial<Record<TermName, string>>>) {
  const words = wordsFor(desk);
  const named = <Schema extends z.ZodType>(name: TermName, schema: Schema): Schema => {
    const [label, meaning] = words[name];
    return schema.describe(meaning).meta({ label, ...(usual[name] === undefined ? {} : { usual: usual[name] }) });
  };
  return {
    at: named('at', z.string().max(60).optional()),
    topics: named('topics', z.string().max(100).optional()),
    zone: named('zone', z.string().max(50).optional()),
    limit: named('limit', z.int().min(1).max(mostStories).optional()),
    alerts: named('alerts', z.enum(alertChoices).optional()),
    grade: named('grade', z.string().max(4).optional()),
    language: named('language', z.string().max(40).optional()),
    quiet: named('quiet', z.string().max(30).optional()),
    empty: named('empty', z.enum(emptyWays).optional()),
  };
}

/** The options of a new subscription. */
export const newTermOptions = (desk: DeskFile) =>
  optionsWith(desk, {
    at: MORNING,
    topics: 'all',
    zone: 'yours, or else the desk’s,',
    limit: String(usualTerms.limit),
    alerts: 'update',
    empty: 'line',
  });

/** The options of a subscription that is changed: what is left out stays as it is. */
export const termOptions = (desk: DeskFile) => optionsWith(desk, {});

export type TermOptions = z.output<z.ZodObject<ReturnType<typeof termOptions>>>;

/** Whether anything is said of what the channel shall receive. */
export const namesTerms = (values: Readonly<Record<string, unknown>>): boolean =>
  termFields.some((name) => values[name] !== undefined);

/** The asker's own zone, else the desk's. */
export const zoneFor = ({ asker, desk }: Pick<Context, 'asker' | 'desk'>): string => asker.timeZone ?? desk.zone;

/** Completions of the options. */
export const suggestTerms = (desk: DeskFile) => ({
  at: completing(times),
  zone: (typed: string, context: Context) =>
    completing([...new Set([zoneFor(context), ...zoneNames()])])(typed.trim().replaceAll(/\s+/g, '_')),
  topics: completing(['all', ...desk.topics.map((topic) => topic.id)]),
  language: (typed: string): readonly Suggestion[] =>
    languagesOf(desk)
      .map((tag) => ({ label: `${languageName(tag)} (${tag})`, value: tag }))
      .filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase())),
  quiet: completing([NONE, '22:00-07:00', '20:00-08:00', '18:00-09:00']),
  grade: (typed: string): readonly Suggestion[] =>
    [
      { label: 'any: every story', value: 'any' },
      ...(['C3', 'C2', 'B3', 'B2', 'A2', 'A1'] as const).map((code) => ({
        label: `${code} and better: at least ${credibilityWords[Number(code[1]) as 1 | 2 | 3]}`,
        value: code,
      })),
    ].filter(({ value }) => value.toLowerCase().startsWith(typed.trim().toLowerCase())),
});

/** The languages in which the desk's sources publish. */
export const languagesOf = ({ sources }: DeskFile): readonly string[] =>
  [...new Set(sources.map(({ language }) => language.split('-')[0] ?? language))].sort();

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });
/** A language in English. */
export const languageName = (tag: string): string => languageNames.of(tag) ?? tag;
