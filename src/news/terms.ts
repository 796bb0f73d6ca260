import { type AlertLevel, alertLevels } from './alert-level.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Timetable } from './timetable.ts';

/** What a digest does when there is nothing new: says so in one line, or stays away. */
export const emptyWays = ['line', 'silence'] as const;
export type EmptyWay = (typeof emptyWays)[number];

/** What a channel asks for: when, which stories, which alerts. */
export interface Terms extends Timetable {
  /** Topic ids; empty means every topic. */
  readonly topics: readonly string[];
  /** Most stories in one digest. */
  readonly limit: number;
  /** A story below this grade (`gradeCode`) is held back; null takes every story. */
  readonly leastGrade: string | null;
  /** BCP 47 tags; a story must be reported in one of these languages. Empty means every language. */
  readonly languages: readonly string[];
  /** The least urgent level of alerts that it takes; null takes none. */
  readonly alerts: AlertLevel | null;
  /** Local times between which nothing is posted; null for none. */
  readonly quiet: QuietHours | null;
  readonly whenEmpty: EmptyWay;
}

/** The most stories that a digest may hold. */
export const mostStories = 25;

/** What a channel receives where its people say nothing else: each morning, everything. */
export const usualTerms: Omit<Terms, 'zone'> = {
  cron: '0 8 * * *',
  topics: [],
  limit: 10,
  leastGrade: null,
  languages: [],
  alerts: 'update',
  quiet: null,
  whenEmpty: 'line',
};

/** Whether a channel with these terms takes an alert. An alert without topics is for everyone. */
export function takesAlert(
  { alerts, topics }: Pick<Terms, 'alerts' | 'topics'>,
  alert: { readonly level: AlertLevel; readonly topics: readonly string[] },
): boolean {
  if (alerts === null || alertLevels.indexOf(alert.level) > alertLevels.indexOf(alerts)) return false;
  return alert.topics.length === 0 || topics.length === 0 || topics.some((topic) => alert.topics.includes(topic));
}
