import type * as z from 'zod';
import type { AlertLevel } from '../news/alert-level.ts';
import type { Source } from '../news/source.ts';
import type { Terms } from '../news/terms.ts';
import type { Topic } from '../news/topic.ts';
import { UserError } from '../news/user-error.ts';
import { findMistakes } from './desk-mistakes.ts';
import { deskSchema, type sourceSchema } from './desk-schema.ts';
import { readDeskText } from './desk-text.ts';
import { type Mistake, readLocatedYaml } from './located-yaml.ts';

/** What a team's editors decided about their desk: its subject, its sources and who receives it. */
export interface DeskFile {
  /** Short, for headings: `Russia-NATO`. */
  readonly name: string;
  /** One line on what the desk covers. */
  readonly title: string;
  /** A piece is on the subject when it holds one of these words, spelled as in `Topic`; empty means every piece is. */
  readonly about: readonly string[];
  readonly topics: readonly Topic[];
  readonly sources: readonly Source[];
  readonly subscriptions: readonly DefaultSubscription[];
  /** Who may send alerts, as `platform:user id`, or all who hold a role, as `platform:role/id`. */
  readonly editors: readonly string[];
  readonly managers: ManagerRules;
  /** The channel that is told how the desk itself goes. */
  readonly operations: NamedChannel;
  /** Where editors are asked for their keys. */
  readonly editorsChannel: NamedChannel;
  readonly alerts: AlertRules;
  readonly digests: DigestRules;
  readonly silence: SilenceRules;
  readonly feeds: FeedRules;
}

/** A channel as the file names it: `platform:id`, or `platform:workspace/id`. */
export interface NamedChannel {
  readonly platform: string;
  /** null where none is named. */
  readonly workspace: string | null;
  readonly id: string;
}

/** A subscription that a channel has from the start. */
export interface DefaultSubscription {
  readonly channel: NamedChannel;
  readonly name: string | null;
  /** IANA zone of its times; null for the desk's own. */
  readonly zone: string | null;
  readonly terms: Omit<Terms, 'zone'>;
}

/** Who may change what a channel receives. Editors always may. */
export interface ManagerRules {
  /** Who may besides: who manages the channel by the platform's own permissions, everybody in it, or nobody. */
  readonly allow: 'managers' | 'anyone' | 'editors';
  /** Names or ids of roles whose members may in any case, on platforms that have roles. */
  readonly roles: readonly string[];
}

export interface AlertRules {
  /** How many editors must agree before an alert of a level is sent, its author included. */
  readonly keys: Readonly<Record<AlertLevel, number>>;
  /** Independent owners that must stand behind an alert, or else an editor says why it goes; 0 where none need to. */
  readonly leastOwners: number;
  /** Minutes in which an alert must have its keys. */
  readonly expires: number;
  /** The level of an alert that names none. */
  readonly defaultLevel: AlertLevel;
  /**
   * An alert of these levels is sent again where its answer was lost and the channel cannot be read back: better twice
   * than not at all. Any other waits for an editor to decide.
   */
  readonly repeatUnread: readonly AlertLevel[];
  /** Alerts of the highest level are posted in quiet hours too. */
  readonly breakQuiet: boolean;
}

export interface DigestRules {
  /** Hours by which a digest may be late; one that was missed by more is skipped. */
  readonly latest: number;
}

/** When the desk's operations channel is told that something is missing. */
export interface SilenceRules {
  /** Hours without any new update. */
  readonly hours: number;
}

/** How the desk reads feeds. */
export interface FeedRules {
  /** Hosts, and hosts with a port, that are read though they stand in a private network. */
  readonly allow: readonly string[];
  /** Minutes between which the pace of a source may move by its feed's rhythm. */
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Reads a desk file (`content/desk.yaml`, YAML 1.2, UTF-8), frozen through and through. What it leaves out is filled
 * with the value that claims least. Throws `UserError` that lists every mistake with its line and cure.
 */
export async function loadDeskFile(path: string): Promise<DeskFile> {
  return parseDeskFile(await readDeskText(path), path);
}

/** Like `loadDeskFile`, from the text that stands or is to stand at `path`. */
export function parseDeskFile(text: string, path: string): DeskFile {
  const file = readLocatedYaml(text);
  const parsed = deskSchema.safeParse(file.value);
  const mistakes = file.value === undefined ? file.mistakes : findMistakes(file, parsed.error?.issues ?? []);
  if (!parsed.success || mistakes.length > 0) throw new UserError(report(path, mistakes));
  const { sources, subscriptions, editorsChannel, ...desk } = parsed.data;
  return freeze({
    ...desk,
    editorsChannel: editorsChannel ?? desk.operations,
    subscriptions: subscriptions.map(({ channel, name, zone, at, grade, language, empty, ...terms }) => ({
      channel,
      name,
      zone,
      terms: { ...terms, cron: at, leastGrade: grade, languages: language, whenEmpty: empty },
    })),
    sources: sources.map(sourceOf),
  });
}

/** A source as an entry describes it. */
export const sourceOf = ({ checked, stateMedia = 'none', ...source }: z.output<typeof sourceSchema>): Source => ({
  ...source,
  stateMedia,
  verified: checked === 'unverified' ? null : checked,
});

function report(path: string, mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  const lines = mistakes.toSorted((a, b) => a.line - b.line).map(({ line, text }) => `${path}:${line} ${text}`);
  return [`The desk file has ${count}:`, ...lines].join('\n');
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) freeze(inner);
  return value;
}
