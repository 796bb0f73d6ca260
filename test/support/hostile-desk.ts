import { layoutDrillScore } from '../../src/cli/drill-score.ts';
import type { AlertView } from '../../src/desk/alert-view.ts';
import type { AsOf } from '../../src/desk/as-of.ts';
import type { Digest } from '../../src/desk/digest.ts';
import type { PauseView } from '../../src/desk/pause.ts';
import type { SourceHealth } from '../../src/desk/source-report.ts';
import type { DeliveryStatus, DeliveryView, DeskStatus } from '../../src/desk/status.ts';
import type { StoryCardView } from '../../src/desk/story-card.ts';
import type { StoryView } from '../../src/desk/story-view.ts';
import type { SubscriptionReport } from '../../src/desk/subscribe.ts';
import { markDrill } from '../../src/drill/mark.ts';
import type { Score } from '../../src/drill/score.ts';
import { layoutAlert, layoutAlertReport } from '../../src/layout/alert.ts';
import { layoutAlertCall, layoutAlertEnd } from '../../src/layout/alert-call.ts';
import { layoutAlertNote } from '../../src/layout/alert-change.ts';
import { layoutAlertDraft } from '../../src/layout/alert-draft.ts';
import { layoutAsOf } from '../../src/layout/as-of.ts';
import { layoutCatchUp } from '../../src/layout/catch-up.ts';
import { layoutResend } from '../../src/layout/delivery.ts';
import { layoutDigest } from '../../src/layout/digest.ts';
import { layoutPosted, layoutPreview, layoutRestOfEdition } from '../../src/layout/digest-answer.ts';
import { layoutLatest } from '../../src/layout/latest.ts';
import { layoutStoryAsked } from '../../src/layout/part-of-story.ts';
import { layoutPaused, layoutResume, layoutResumed } from '../../src/layout/pause.ts';
import { layoutPin } from '../../src/layout/pin.ts';
import { layoutProblem } from '../../src/layout/problem.ts';
import { layoutSearch } from '../../src/layout/search.ts';
import { layoutSourceTrouble } from '../../src/layout/source-trouble.ts';
import { layoutSources } from '../../src/layout/sources.ts';
import { layoutStatus } from '../../src/layout/status.ts';
import { layoutStory } from '../../src/layout/story.ts';
import { layoutMerged, layoutSplit } from '../../src/layout/story-decision.ts';
import {
  layoutChanged,
  layoutRest,
  layoutSubscribed,
  layoutSubscriptions,
  layoutUnsubscribed,
} from '../../src/layout/subscription.ts';
import { actions, ask, heading, link, list, open, paragraph, quote, strong, time } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import type { Channel, Scope } from '../../src/news/channel.ts';
import type { Source } from '../../src/news/source.ts';
import type { StoredUpdate } from '../../src/news/update.ts';
import type { AlertChange } from '../../src/store/alert-changes.ts';
import type { Alert } from '../../src/store/alerts.ts';
import type { Delivery } from '../../src/store/delivery.ts';
import type { Subscription } from '../../src/store/subscriptions.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from './news.ts';
import { deskFile } from './room.ts';
import { storyCardView, storyView } from './story-card.ts';
import { someTerms } from './terms.ts';

/** Gives what a field is to hold, anew for each field. */
export type Give = () => string;

/** Makes the messages of one kind, every field of which holds what `give` gives where a person, a feed or a platform fills it. */
export type Kind = (give: Give) => readonly Message[];

/** Every kind of message that a layout makes, by its name; `blocks` are those that no layout makes today. */
export const messageKinds: Readonly<Record<string, Kind>> = {
  alert: (give) => [layoutAlert(alert(give)), layoutAlert({ ...alert(give), links: [], override: null })],
  alertAmended: (give) =>
    (['corrected', 'withdrawn'] as const).flatMap((kind) => {
      const change = alertChange(give, kind);
      const amended = { ...alert(give), state: kind, resolvedAt: NOON };
      return [layoutAlert(amended, [change]), layoutAlertNote(amended, change)];
    }),
  alertFollowing: (give) => [layoutAlert({ ...alert(give), follows: 2 })],
  alertDraft: (give) => [layoutAlertDraft({ ...alertView(give), same: alert(give) })],
  alertCall: (give) => [
    layoutAlertCall(alertView(give)),
    layoutAlertEnd({ ...alertView(give), standing: 'rejected' }, give()),
  ],
  alertReport: (give) => [
    layoutAlertReport({
      alert: alert(give),
      channels: [channel(give), channel(give)],
      deliveries: [{ state: 'pending' }, { state: 'quiet' }, { state: 'held' }],
    }),
  ],
  digest: (give) => [layoutDigest(digest(give))],
  preview: (give) => [layoutPreview(digest(give), { page: 1, explain: true, again: { id: 1, topic: give() } })],
  posted: (give) => [layoutPosted(digest(give), channel(give)), layoutPosted(null, channel(give))],
  restOfEdition: (give) => [layoutRestOfEdition({ slot: NOON, stories: [story(give)] }, 1)],
  catchUp: (give) => [
    layoutCatchUp({
      query: { person: { platform: 'test', id: give() }, since: NOON, topics: [give()], limit: 5, page: 1 },
      digest: digest(give),
    }),
  ],
  asOf: (give) => [channel(give), null].map((where) => layoutAsOf(asOf(give, where), { editor: where === null })),
  latest: (give) =>
    [
      { page: 2, stories: [story(give), archived(give)] },
      { page: 1, stories: [] },
      { page: 2, stories: [] },
    ].map(({ page, stories }) =>
      layoutLatest(
        { query: { topic: give(), since: NOON, limit: 5, page }, stories, more: true, older: story(give) },
        { command: 'latest', options: { topic: give() }, topic: give() },
      ),
    ),
  story: (give) => [layoutStoryAsked(card(give), 9), layoutStory(storyCardView(...fromArchive(give)))],
  search: (give) =>
    [
      { page: 1, stories: [story(give)], total: 9 },
      { page: 1, stories: [], total: 0 },
      { page: 2, stories: [], total: 9 },
    ].map(({ page, ...found }) => layoutSearch({ query: { words: give(), limit: 1, page }, ...found })),
  sources: (give) => {
    const health = ['good', 'failing', 'waiting', 'no feed'] as const;
    const sources = health.map((state) => sourceHealth(give, state));
    return [layoutSources({ sources, bloc: null }), layoutSources({ sources, bloc: 'independent' })];
  },
  sourceTrouble: (give) => [
    layoutSourceTrouble(
      (['failing', 'silent', 'gone'] as const).map((kind) => ({
        source: source(give, kind),
        kind,
        since: NOON,
        problem: give(),
      })),
    ),
  ],
  status: (give) => [
    layoutStatus(status(give, deliveryStatus(give)), { editor: true }),
    layoutStatus(status(give, { ...deliveryStatus(give), ...untroubled }), { editor: false }),
  ],
  paused: (give) => scopes.flatMap((scope) => readers.map((reader) => layoutPaused(pause(give, scope), reader))),
  resumed: (give) => [
    ...scopes.map((scope) => layoutResumed(pause(give, scope))),
    ...outcomes.map((outcome) => layoutResume({ outcome, pause: pause(give, 'channel') })),
  ],
  subscribed: (give) => {
    const again = { command: 'subscribe', options: { topics: give() } };
    const asks = { kind: 'asks', terms: subscription(give), perDay: 99, leastGap: 300_000 } as const;
    return [
      layoutSubscribed({ kind: 'done', ...subscribed(give) }, again),
      layoutSubscribed(asks, again),
      layoutChanged(asks, again),
    ];
  },
  subscriptions: (give) => [layoutSubscriptions([subscribed(give), subscribed(give)])],
  rest: (give) => [layoutRest(subscribed(give)), layoutUnsubscribed(subscribed(give))],
  resend: (give) =>
    (['queued', 'asks'] as const).map((outcome) => layoutResend({ outcome, ...deliveryView(give, 'uncertain') })),
  pin: (give) => [layoutPin(story(give), NOON)],
  storyDecision: (give) => [
    layoutMerged({ view: story(give), from: 9, places: [1] }),
    layoutSplit({ view: story(give), fresh: story(give) }),
  ],
  drillScore: (give) => [layoutDrillScore(drillScore(give), { truth: give(), facts: [give()] })],
  drillMark: (give) => [markDrill(layoutAlert(alert(give)), give())],
  problem: (give) => [layoutProblem(give(), give())],
  blocks: (give) => blocks(give),
};

const scopes: readonly Scope[] = ['channel', 'workspace', 'platform'];
const readers = ['subscriber', 'operations'] as const;
const outcomes = ['goes on', 'looks', 'not paused'] as const;

const channel = (give: Give): Channel => ({ platform: 'test', workspace: give(), id: give(), name: give() });

const alert = (give: Give): Alert => ({
  id: 3,
  state: 'sent',
  level: 'urgent',
  headline: give(),
  known: give(),
  unknown: give(),
  links: [give(), give()],
  story: 7,
  gate: {
    owners: [give(), give()],
    blocs: ['nato'],
    grade: { reliability: 'B', credibility: 2, reason: give() },
    disputed: [give()],
  },
  override: give(),
  topics: [give()],
  author: give(),
  authorName: give(),
  createdAt: NOON,
  expiresAt: NOON + HOUR,
  sentAt: NOON,
  follows: null,
  resolvedAt: null,
});

const alertChange = (give: Give, kind: AlertChange['kind']): AlertChange => ({
  alert: 3,
  number: 1,
  kind,
  headline: give(),
  known: give(),
  unknown: give(),
  gate: alert(give).gate,
  reason: give(),
  person: give(),
  name: give(),
  at: NOON,
});

const alertView = (give: Give): AlertView => ({
  alert: alert(give),
  standing: 'waiting',
  keys: [{ alert: 3, person: give(), name: give(), at: NOON }],
  keysNeeded: 2,
  leastOwners: 2,
  receivers: { all: 3, quiet: 1 },
  changes: [alertChange(give, 'withdrawn'), alertChange(give, 'corrected')],
  receipts: { copies: counts, notes: counts, edits: counts, troubles: [deliveryView(give, 'failed')] },
});

const source = (give: Give, id: string, given: Partial<Source> = {}): Source =>
  aSource({ ...given, id, name: give(), owner: give(), country: give(), language: give() });

const update = (give: Give, id: string, url: string | null): StoredUpdate =>
  aStoredUpdate({ source: id, title: give(), summary: give(), author: give(), wire: give(), language: give(), url });

type Reported = readonly [sources: ReadonlyMap<string, Source>, updates: readonly StoredUpdate[]];

/** One report under an address of its own, one under what is given, one without any, and one of a source that is not listed. */
function reported(give: Give): Reported {
  const sources = new Map([
    ['one', source(give, 'one')],
    ['two', source(give, 'two', { bloc: 'russia', stateMedia: 'controlled' })],
    ['three', source(give, 'three', { bloc: 'nato', kind: 'government' })],
  ]);
  const stranger = give();
  return [
    sources,
    [
      update(give, 'one', 'https://wire.example/one'),
      update(give, 'two', give()),
      update(give, 'three', null),
      update(give, stranger === '' ? 'stranger' : stranger, null),
    ],
  ];
}

const fromArchive = (give: Give): Reported => [
  new Map([['archive', source(give, 'archive', { kind: 'archive' })]]),
  [update(give, 'archive', give())],
];

const story = (give: Give): StoryView => storyView(...reported(give));
const archived = (give: Give): StoryView => storyView(...fromArchive(give));

/** A story in full, its first report edited since. */
function card(give: Give): StoryCardView {
  const [sources, updates] = reported(give);
  const was = [{ title: give(), summary: give(), until: NOON + HOUR }];
  return storyCardView(sources, updates, new Map(updates.slice(0, 1).map(({ id }) => [id, was])));
}

const drillScore = (give: Give): Score => ({
  drill: give(),
  rules: { alerts: deskFile.alerts, own: deskFile.alerts, keysBy: 'drill', leastOwnersBy: 'desk' },
  sent: { alerts: 1, false: 1 },
  heldBack: { alerts: 0, false: 0, true: 0 },
  delayMinutes: 40,
  falseMinutes: 1_032,
  alerts: [
    {
      id: 1,
      headline: give(),
      turnedOut: false,
      standing: 'withdrawn',
      draftedAt: NOON,
      sentAt: NOON,
      copies: 2,
      amendments: [{ kind: 'withdrawn', at: NOON + HOUR, notes: 2, edits: 2 }],
    },
    {
      id: null,
      headline: give(),
      turnedOut: true,
      standing: 'refused',
      draftedAt: NOON,
      sentAt: null,
      copies: 0,
      amendments: [],
    },
  ],
  verdict: give(),
  passed: false,
});

const digest = (give: Give): Digest => ({
  title: give(),
  slot: NOON,
  since: NOON - 24 * HOUR,
  late: { missed: 2 },
  amended: [{ message: layoutAlertNote(alert(give), alertChange(give, 'corrected')), at: NOON }],
  corrections: [{ story: 7, source: give(), was: give(), now: give(), at: NOON }],
  held: [{ message: layoutAlert(alert(give)), at: NOON }],
  sections: [{ topic: give(), stories: [{ view: story(give), moves: ['3 more sources'], reason: 'It is new.' }] }],
  skipped: 0,
  left: [11],
  heldBack: 1,
  health: {
    checked: 9,
    failing: [
      { name: give(), since: NOON },
      { name: give(), since: null },
    ],
  },
  told: new Map(),
});

const sourceHealth = (give: Give, health: SourceHealth['health']): SourceHealth => ({
  silent: true,
  movedTo: `https://wire.example/${encodeURIComponent(give().toWellFormed())}`,
  daily: 3,
  source: source(give, health),
  state: {
    source: health,
    etag: give(),
    lastModified: give(),
    lastTried: NOON,
    lastGood: NOON,
    nextPoll: NOON,
    lastNews: NOON,
    failures: 1,
    failingSince: NOON,
    problem: give(),
    goneAt: null,
    movedTo: `https://wire.example/${encodeURIComponent(give().toWellFormed())}`,
    movedTimes: 3,
    rhythm: null,
  },
  health,
});

/** A delivery of which a person and a platform wrote what they write. */
export const hostileDelivery = (give: Give, state: Delivery['state']): Delivery => ({
  id: 'd0123456789abcdef',
  dedupeKey: give(),
  channel: give(),
  kind: 'digest',
  act: 'post',
  target: null,
  message: layoutProblem(give()),
  state,
  priority: 0,
  receipts: [give()],
  attempts: 2,
  triedAt: NOON,
  nextTry: NOON,
  mayRepeat: false,
  reason: give(),
  createdAt: NOON,
  sentAt: NOON,
});

const deliveryView = (give: Give, state: Delivery['state']): DeliveryView => ({
  delivery: hostileDelivery(give, state),
  channel: channel(give),
});

/** What was posted, as the store gives it back. */
const posted = (give: Give, message: Message): Delivery => ({ ...hostileDelivery(give, 'sent'), message });

function asOf(give: Give, where: Channel | null): AsOf {
  const change = alertChange(give, 'corrected');
  const told = (): DeliveryView => ({ channel: channel(give), delivery: posted(give, layoutDigest(digest(give))) });
  return {
    query: { at: NOON, channel: where, topic: where === null ? { id: give(), name: give() } : null, limit: 5 },
    alerts: [
      {
        alert: alert(give),
        copy: posted(give, layoutAlert(alert(give))),
        edit: posted(give, layoutAlert({ ...alert(give), state: 'corrected' }, [change])),
        note: posted(give, layoutAlertNote(alert(give), change)),
        copies: { all: 2, posted: 1 },
        edits: { all: 1, posted: 1 },
        changes: [change],
        since: [alertChange(give, 'withdrawn')],
      },
    ],
    digests: [told(), told()],
    more: true,
  };
}

const pause = (give: Give, scope: Scope): PauseView => ({ channel: channel(give), scope, reason: give(), since: NOON });

const counts = { pending: 1, sending: 1, uncertain: 1, sent: 1, held: 1, quiet: 1, merged: 1, recalled: 1, failed: 1 };

const deliveryStatus = (give: Give): DeliveryStatus => ({
  counts,
  since: NOON,
  oldest: deliveryView(give, 'pending'),
  troubled: [deliveryView(give, 'failed'), deliveryView(give, 'uncertain')],
  more: true,
  paused: [pause(give, 'channel'), pause(give, 'workspace')],
});

const untroubled = { counts: { ...counts, uncertain: 0, failed: 0 }, oldest: null, troubled: [], paused: [] };

const status = (give: Give, deliveries: DeliveryStatus): DeskStatus => ({
  now: NOON,
  deliveries,
  feeds: { read: 9, failing: deliveries.paused.length, waiting: 1 },
  here: { channel: channel(give), next: NOON, last: hostileDelivery(give, 'sent') },
});

const subscription = (give: Give): Subscription => ({
  ...someTerms({ topics: [give(), give()], leastGrade: give(), languages: [give()] }),
  id: 4,
  channel: give(),
  nextSlot: NOON,
  coveredTo: null,
  pausedAt: null,
  createdBy: give(),
  createdAt: NOON,
});

const subscribed = (give: Give): SubscriptionReport => ({
  subscription: subscription(give),
  channel: channel(give),
  next: [NOON],
  changes: [],
});

/** Every block in which a text may stand, in the tones that no layout takes, with what a layout could come to put into it. */
const blocks = (give: Give): readonly Message[] => [
  {
    tone: 'correction',
    summary: give(),
    blocks: [
      heading(give()),
      paragraph(give(), strong(give()), give(), link(give(), give()), give()),
      paragraph(link(give(), 'https://wire.example/two'), give(), time(NOON, 'time'), give()),
      paragraph(give(), strong(''), give(), link('', 'https://wire.example/'), give()),
      quote(give(), link(give(), 'https://wire.example/three'), give()),
      list(
        [
          [give(), strong(give())],
          [link(give(), 'https://wire.example/four'), give()],
          [give(), link(give(), `https://wire.example/${'long/'.repeat(200)}`), give()],
        ],
        true,
      ),
      { kind: 'correction', was: give(), now: give(), reason: give(), at: NOON },
      {
        kind: 'story',
        position: 1,
        mark: give(),
        headline: give(),
        judgement: [{ kind: 'text', text: give() }],
        summary: give(),
        sources: [
          { name: give(), label: give(), url: 'https://wire.example/five' },
          { name: give(), label: give(), url: null },
          { name: give(), label: give(), url: give() },
        ],
      },
      { kind: 'image', url: give(), description: give() },
      { kind: 'image', url: 'https://desk.example/map.png', description: give() },
      actions(ask(give(), 'search', { words: give() }), open(give(), give()), open(give(), 'https://desk.example/')),
    ],
  },
  { tone: 'withdrawal', summary: give(), blocks: [] },
];
