import { setTimeout as sleep } from 'node:timers/promises';
import type { Asker } from '../src/command/command.ts';
import type { FrontDesk } from '../src/command/front-desk.ts';
import { copiesOf } from '../src/desk/alert.ts';
import { editsOf } from '../src/desk/alert-copies.ts';
import { rates as discord } from '../src/platform/discord/limits.ts';
import { editRates, rates as slack } from '../src/platform/slack/limits.ts';
import type { Store } from '../src/store/store.ts';
import { asker } from './harness/asker.ts';
import { type Bench, type Figure, figure, type Goal } from './harness/bench.ts';
import type { ChatPost } from './harness/chat.ts';
import { type ChatDesk, onChat } from './harness/chat-desk.ts';
import { floorOf } from './harness/floor.ts';

const many = 1_000;
/** All of Slack's edits in a workspace go 49 a minute: two minutes of them. */
const fewer = 100;

/** Seconds above what the rates allow, at most. */
const OVER = 1.5;
/** Seconds above it after which nothing more is waited for. */
const PATIENCE = 60;

/** Milliseconds in which every rate has its burst again. */
const REST_MS = 2_500;

const desk = `
name: Bench
title: A desk whose alerts need two keys
topics: [{ id: diplomacy, name: Diplomacy, words: [talks] }]
sources:
  - { id: one, name: Source One, kind: news, country: GB, stateMedia: false, language: en }
editors: [terminal:ann, terminal:ben]
alerts: { keys: { flash: 2 }, leastOwners: 0 }
`;
const editor = (id: string): Asker => ({ ...asker, id, name: id });
const [ann, ben] = [editor('ann'), editor('ben')];

const headlines = {
  wrong: 'Foreign ministers call an extraordinary meeting in Brussels for tonight',
  right: 'Foreign ministers call an extraordinary meeting in Vilnius for tonight',
} as const;
const known = 'The meeting begins at 20:00. All members will take part, the chair says.';
const why = 'The place was wrong';

/** In how many channels, and the least time in seconds in which the rates let each kind of message reach the last of them. */
interface Course {
  readonly channels: number;
  readonly copies: number;
  readonly notes: number;
  readonly edits: number;
}

/** Edits count like posts there, and go after them. */
const discordCourse = (channels: number): Course => {
  const once = floorOf(channels, discord.platform);
  return { channels, copies: once, notes: once, edits: floorOf(2 * channels, discord.platform) };
};

/** All channels are in one workspace, which counts edits apart from posts. */
const slackCourse = (channels: number): Course => {
  const once = floorOf(channels, slack.workspace);
  return { channels, copies: once, notes: once, edits: Math.max(once, floorOf(channels, editRates.workspace)) };
};

interface Outcome extends Course {
  readonly refused: number;
  /** Channels in which not the edited copy, the note below it and nothing else stands, or the edit came before the note. */
  readonly wrong: number;
}

async function measure({ bureau: { frontDesk, store }, chat }: ChatDesk, course: Course): Promise<Outcome> {
  const { channels } = course;
  // The requests of connecting count as well.
  await sleep(REST_MS);
  await ask(frontDesk, 'breaking', { headline: headlines.wrong, known, level: 'flash', now: true }, ann);
  const [alert] = await store.alerts.recent(1);
  if (alert === undefined) throw new Error('bench: the alert was not written');
  const { id } = alert;
  const agreed = Date.now();
  await ask(frontDesk, 'alert', { action: 'approve', id }, ben);
  await sent(store, copiesOf(alert), channels, course.copies);
  await sleep(REST_MS);
  const corrected = Date.now();
  await ask(frontDesk, 'correct', { id, headline: headlines.right, reason: why }, ann);
  await sent(store, editsOf(alert), channels, course.edits);
  const report = await chat.report();
  if (report.failures.length > 0) throw new Error(`bench: the platform objects: ${report.failures[0]}`);
  const last = (time: (posts: readonly ChatPost[]) => number | null | undefined, since: number): number =>
    (Math.max(...report.channels.map((posts) => time(posts) ?? Number.POSITIVE_INFINITY)) - since) / 1_000;
  return {
    channels,
    copies: last(([copy]) => copy?.at, agreed),
    notes: last(([, note]) => note?.at, corrected),
    edits: last(([copy]) => copy?.editedAt, corrected),
    refused: report.refused,
    wrong: report.channels.filter((posts) => !isRight(posts)).length,
  };
}

async function ask(
  frontDesk: FrontDesk,
  command: string,
  input: Readonly<Record<string, unknown>>,
  by: Asker,
): Promise<void> {
  const { message } = await frontDesk.ask({ command, input, asker: by, channel: null });
  if (message.tone === 'problem') throw new Error(`bench: /${command} was refused: ${message.summary}`);
}

/** Waits until so many deliveries whose key starts so were sent. */
async function sent({ deliveries }: Store, prefix: string, count: number, floor: number): Promise<void> {
  const until = Date.now() + (floor + PATIENCE) * 1_000;
  while ((await deliveries.countsOf(prefix)).sent < count) {
    if (Date.now() > until) throw new Error(`bench: not every message arrived (${prefix})`);
    await sleep(200);
  }
}

function isRight([copy, note, ...more]: readonly ChatPost[]): boolean {
  if (copy === undefined || note === undefined || more.length > 0) return false;
  return (
    [copy, note].every(({ words }) => words.includes(headlines.right) && words.includes(why)) &&
    note.above === copy.id &&
    copy.editedAt !== null &&
    copy.editedAt >= note.at
  );
}

function figuresOf(platform: string, course: Course, outcome: Outcome): readonly Figure[] {
  const within = (value: number): Goal => ({ bound: 'at most', value });
  const named = (what: string): string => `${course.channels.toLocaleString('en')} ${platform} channels: ${what}`;
  const seconds = (what: string, value: number, goal: Goal | null = null): Figure =>
    figure(named(what), value, 's', goal);
  return [
    seconds('an alert, from the second key to the last copy', outcome.copies, within(course.copies + OVER)),
    seconds('what the rates allow for that', course.copies),
    seconds('its correction, from the order to the last note', outcome.notes, within(course.notes + OVER)),
    seconds('and to the last edited copy', outcome.edits),
    seconds('what the rates allow for notes and edits', course.edits),
    figure(named('refused for a rate limit'), outcome.refused, 'requests', within(0)),
    figure(named('without note or edit, or in another order'), outcome.wrong, 'channels', within(0)),
  ];
}

export const bench: Bench = {
  name: 'alerts',
  summary:
    'An alert to every channel, from its second key to the last copy, then its correction to the last note and the last edited copy. The bot and its SDKs are real; the platforms are stand-ins in a process of their own, which refuse what is too fast. All Slack channels are in one workspace; --slack-channels N sets how many.',
  async run({ progress, slackChannels }) {
    const onDiscord = discordCourse(many);
    const onSlack = slackCourse(slackChannels ?? fewer);
    const part = (platform: 'discord' | 'slack', course: Course): Promise<Outcome> => {
      const seconds = course.copies + course.edits;
      progress(`${course.channels} channels on ${platform}, at least ${seconds.toFixed(0)} s`);
      const place = { platform, channels: course.channels, workspaces: 1, workspaceBudget: true } as const;
      return onChat({ ...place, desk }, (house) => measure(house, course));
    };
    const discordOutcome = await part('discord', onDiscord);
    const slackOutcome = await part('slack', onSlack);
    return [
      ...figuresOf('Discord', onDiscord, discordOutcome),
      ...figuresOf('Slack', onSlack, slackOutcome),
      figure(
        `what the rates allow for notes and edits in ${many.toLocaleString('en')} Slack channels`,
        slackCourse(many).edits,
        's',
      ),
    ];
  },
};
