import { stringify } from 'yaml';
import * as z from 'zod';
import { subscriptionSchema } from '../content/desk-schema.ts';
import { wordMistakes } from '../content/mistake-words.ts';
import type { ListedSubscription } from '../desk/import-subscriptions.ts';
import { decode } from '../feeds/decode.ts';
import type { Document } from '../feeds/parse.ts';
import { channelKey, defaultWorkspace } from '../news/channel.ts';
import { clip } from '../news/excerpt.ts';
import { writeQuietHours } from '../news/quiet-hours.ts';
import { mistakesError, UserError } from '../news/user-error.ts';

/** What the document calls itself, by which it is told from any other JSON. */
const MARK = 'subscriptions';
const VERSION = 1;

const word = (expected: string) =>
  z
    .string()
    .regex(/^[^\s/]{1,200}$/)
    .describe(expected);

const channel = z
  .strictObject({
    platform: z
      .string()
      .regex(/^[a-z]{1,40}$/)
      .describe('the name of a platform, for example web'),
    workspace: word('the id of a workspace').default(defaultWorkspace),
    id: word('the id of a channel'),
    name: z.string().trim().min(1).max(200).describe('the name of a channel').optional(),
  })
  .describe('a channel: platform, workspace, id and name');

const entry = subscriptionSchema.omit({ name: true }).extend({
  channel,
  paused: z.boolean().describe('true or false').default(false),
});

const listSchema = z.strictObject({
  sitrep: z.literal(MARK),
  version: z.literal(VERSION),
  exportedAt: z.string().describe('the time of the export').optional(),
  subscriptions: z.array(entry).describe('a list of subscriptions'),
});

/** What an entry says of a subscription, by the names of the options that people type and of a desk file. */
const termsEntry = ({ terms }: ListedSubscription) => ({
  at: terms.cron,
  zone: terms.zone,
  topics: terms.topics,
  limit: terms.limit,
  grade: terms.leastGrade,
  language: terms.languages,
  alerts: terms.alerts ?? false,
  quiet: terms.quiet === null ? null : writeQuietHours(terms.quiet),
  empty: terms.whenEmpty,
});

/** Subscriptions as the JSON document that `readSubscriptionList` reads. */
export function writeSubscriptionList(listed: readonly ListedSubscription[], now: number): string {
  const subscriptions = listed.map((item) => {
    const { platform, workspace, id, name } = item.channel;
    return { channel: { platform, workspace, id, name }, ...termsEntry(item), paused: item.paused };
  });
  const exportedAt = new Date(now).toISOString();
  return JSON.stringify({ sitrep: MARK, version: VERSION, exportedAt, subscriptions }, null, 2);
}

/**
 * Subscriptions as they stand under `subscriptions:` in a desk file. That cannot pause one, so those that are paused follow
 * as a comment.
 */
export function writeDeskSubscriptions(listed: readonly ListedSubscription[]): string {
  const paused = listed.filter((item) => item.paused);
  const written = toYaml(listed.filter((item) => !item.paused));
  if (paused.length === 0) return written;
  const [, ...lines] = toYaml(paused).split('\n');
  return [written, '# Paused, which a desk file cannot say:', ...lines.map((line) => `# ${line}`)].join('\n');
}

function toYaml(listed: readonly ListedSubscription[]): string {
  const subscriptions = listed.map((item) => {
    const { platform, workspace, id, name } = item.channel;
    const place = workspace === defaultWorkspace ? channelKey(item.channel) : `${platform}:${workspace}/${id}`;
    const said = Object.entries(termsEntry(item)).filter(([, value]) => value !== null && String(value) !== '');
    return { channel: place, name, ...Object.fromEntries(said) };
  });
  // A long name stays on its line.
  return stringify({ subscriptions }, { lineWidth: 0 }).trimEnd();
}

/**
 * Reads a document that `writeSubscriptionList` wrote, or a person by its example; null where it is none. What an entry
 * leaves out is as in a desk file, the zone `zone`. Throws `UserError` that names every mistake with its place.
 */
export function readSubscriptionList(
  { bytes, contentType }: Document,
  { place, zone }: { readonly place: string; readonly zone: string },
): readonly ListedSubscription[] | null {
  const { text } = decode(bytes, contentType);
  if (!text.trimStart().startsWith('{')) return null;
  const value = parseJson(text, place);
  if (value.sitrep !== MARK) return null;
  if (value.version !== VERSION)
    throw new UserError(
      `${place}: This list is of ${versionWords(value.version)}, and this Sitrep reads version ${VERSION}. Upgrade Sitrep here, or export the list from a Sitrep like this one.`,
    );
  const parsed = listSchema.safeParse(value);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const mistakes = wordMistakes({ schema: listSchema, value, whole: 'the list', issues });
    throw mistakesError(
      `Nothing was imported. ${place}`,
      mistakes.map((mistake) => mistake.text),
    );
  }
  return parsed.data.subscriptions.map(
    ({ channel: { name, ...channel }, at, grade, language, empty, paused, ...terms }) => ({
      channel: { ...channel, name: name ?? channel.id },
      terms: {
        ...terms,
        // One spelling, since two times are the same where their texts are.
        cron: at.trim().toLowerCase().replaceAll(/\s+/g, ' '),
        zone: terms.zone ?? zone,
        leastGrade: grade,
        languages: language,
        whenEmpty: empty,
      },
      paused,
    }),
  );
}

const versionWords = (version: unknown): string =>
  version === undefined ? 'no version' : `version ${clip(JSON.stringify(version), 20)}`;

function parseJson(text: string, place: string): Readonly<Record<string, unknown>> {
  try {
    // It begins with a brace, so it is an object.
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new UserError(
      `${place}: This begins as JSON and cannot be read as such (${(cause as Error).message}). Is the file complete?`,
      { cause },
    );
  }
}
