import type { DeskFile } from '../src/content/desk-file.ts';
import type { AskOptions } from '../src/message/message.ts';
import { parseGrade } from '../src/news/grade.ts';
import { nearest } from '../src/news/nearest.ts';
import { parseQuietHours, writeQuietHours } from '../src/news/quiet-hours.ts';
import type { Terms } from '../src/news/terms.ts';
import { wordsOfCron } from '../src/news/time-words.ts';
import { parseTimetable, type Timetable } from '../src/news/timetable.ts';
import { noSuchTopic } from '../src/news/topic.ts';
import { UserError } from '../src/news/user-error.ts';
import { isZone } from '../src/news/zones.ts';
import { readAt } from './read-at.ts';
import { languageName, languagesOf, NONE, type TermName, type TermOptions, termFields } from './term-options.ts';

/** Words for "no limit of this kind", by which an earlier one is taken back. */
const anything = new Set(['all', 'any', NONE]);

/** Reads the options; what is left out is as in `before`. Throws `UserError` that says what an option takes, and which. */
export function readTerms(options: TermOptions, before: Terms, desk: DeskFile, now: number): Terms {
  const said = inOneBreath(options.at, desk.topics);
  checkSaidOnce(said, options);
  const zone = options.zone ?? said.zone ?? before.zone;
  const time = said.at ?? timeWords(before);
  const topics = options.topics ?? (said.topics.length > 0 ? said.topics.join(' ') : undefined);
  return {
    ...readAt(isZone(zone) ? 'at' : 'zone', () => readTime(time, zone, desk, now)),
    topics: topics === undefined ? before.topics : readAt('topics', () => topicIds(topics, desk.topics)),
    limit: options.limit ?? before.limit,
    leastGrade: read('grade', options.grade, before.leastGrade, gradeNamed),
    languages: read('language', options.language, before.languages, (typed) => languageTags(typed, desk)),
    alerts: options.alerts === undefined ? before.alerts : options.alerts === NONE ? null : options.alerts,
    quiet: read('quiet', options.quiet, before.quiet, quietNamed),
    whenEmpty: options.empty ?? before.whenEmpty,
  };
}

/** What is said in one breath and again, otherwise, would go unheard: a form brings both where only one was typed. */
function checkSaidOnce(said: ReturnType<typeof inOneBreath>, { zone, topics }: TermOptions): void {
  const twice = (typed: string, other: string): UserError =>
    new UserError(`You say both ${typed} and ${other}. Leave one of them out.`, { option: 'at' });
  if (said.zone !== undefined && zone !== undefined && said.zone.toLowerCase() !== zone.toLowerCase())
    throw twice(said.zone, zone);
  if (said.topics.length > 0 && topics !== undefined && wordsOf(topics).join() !== said.topics.join())
    throw twice(said.topics.join(', '), topics);
}

/** A time; where it is not understood and holds what may be a mistyped topic, that is said too. */
function readTime(typed: string, zone: string, { topics }: DeskFile, now: number): Timetable {
  try {
    return parseTimetable(typed, zone, now);
  } catch (error) {
    const ids = topics.map(({ id }) => id);
    const word = wordsOf(typed).find((word) => /^\p{L}{5,}$/u.test(word) && nearest(word, ids) !== null);
    if (!(error instanceof UserError) || word === undefined) throw error;
    throw new UserError(`${error.message} Did you mean the topic ${nearest(word, ids)} by “${word}”?`);
  }
}

const read = <T>(option: TermName, typed: string | undefined, before: T, parse: (typed: string) => T): T =>
  typed === undefined ? before : readAt(option, () => parse(typed));

/** Writes terms so that `readTerms` reads them back. */
export const writeTerms = (terms: Terms): Readonly<Record<TermName, string>> => ({
  at: timeWords(terms),
  topics: terms.topics.join(', ') || 'all',
  zone: terms.zone,
  limit: String(terms.limit),
  alerts: terms.alerts ?? NONE,
  grade: terms.leastGrade ?? 'any',
  language: terms.languages.join(', ') || 'any',
  quiet: terms.quiet === null ? NONE : writeQuietHours(terms.quiet),
  empty: terms.whenEmpty,
});

/** The options by which terms differ from others, as a button says them: a platform may have room for 100 characters. */
export function differingTerms(terms: Terms, before: Terms): AskOptions {
  const [written, others] = [writeTerms(terms), writeTerms(before)];
  const differing = termFields.filter((name) => written[name] !== others[name]);
  return Object.fromEntries(differing.map((name) => [name, written[name].replaceAll(', ', ',')]));
}

/** A time typed together with topics or a zone, as in `09:00 military Europe/Kyiv`: each word goes where it belongs. */
function inOneBreath(typed: string | undefined, topics: DeskFile['topics']) {
  const words = wordsOf(typed ?? '');
  const isTopic = (word: string): boolean => topics.some(({ id }) => id === word.toLowerCase());
  const isZone = (word: string): boolean => /^(utc|[a-z]+(\/[a-z_+-]+)+)$/i.test(word);
  const time = words.filter((word) => !isTopic(word) && !isZone(word));
  const named = words.length > time.length;
  return {
    // A list of weekdays has commas of its own.
    at: !named ? typed : time.length === 0 ? undefined : time.join(' '),
    topics: words.filter(isTopic),
    zone: words.find(isZone),
  };
}

const wordsOf = (typed: string): readonly string[] => typed.split(/[\s,]+/).filter((word) => word !== '');

const isAnything = (typed: string): boolean => anything.has(typed.trim().toLowerCase());

function topicIds(typed: string, topics: DeskFile['topics']): readonly string[] {
  if (isAnything(typed)) return [];
  const ids = topics.map((topic) => topic.id);
  const named = wordsOf(typed).map((word) => {
    const id = ids.find((known) => known === word.toLowerCase());
    if (id !== undefined) return id;
    throw new UserError(noSuchTopic(word, [...ids, 'all']));
  });
  return ids.filter((id) => named.includes(id));
}

function gradeNamed(typed: string): string | null {
  if (isAnything(typed)) return null;
  const grade = parseGrade(typed);
  if (grade !== null) return grade;
  throw new UserError(
    `“${typed}” is no grade. Write a letter from A to F and a figure from 1 to 6, such as B2, or any. /explain grades says what they mean.`,
  );
}

function languageTags(typed: string, desk: DeskFile): readonly string[] {
  if (isAnything(typed)) return [];
  const known = languagesOf(desk);
  return wordsOf(typed).map((word) => {
    const tag = known.find((tag) => [tag, languageName(tag).toLowerCase()].includes(word.toLowerCase()));
    if (tag !== undefined) return tag;
    const names = known.map((tag) => `${tag} (${languageName(tag)})`).join(', ');
    throw new UserError(`No source of this desk publishes in “${word}”. Languages are ${names}, or any.`);
  });
}

const quietNamed = (typed: string): Terms['quiet'] => (isAnything(typed) ? null : parseQuietHours(typed));

const timeWords = ({ cron }: Terms): string => wordsOfCron(cron) ?? cron;
