import { setTimeout as sleep } from 'node:timers/promises';
import type { Alert } from '../../../src/store/alerts.ts';
import type { Store } from '../../../src/store/store.ts';
import { commonTopic, topicOf } from '../desk.ts';
import type { Question } from '../editor.ts';
import { type Editors, type Order, type Seat, seats } from './editors.ts';
import { drawFate } from './fate.ts';
import { headlineOf, openingOf, reasonOf } from './words.ts';

const topics = [commonTopic, topicOf.slack, topicOf.discord];
/** More alerts than this are not begun while an editor looks for one. */
const mostRecent = 200;

const waits: Pick<Order, 'says' | 'action'> = { says: /Alert (\d+) waits for another key/, action: 'alert.approved' };
const drafted: Pick<Order, 'says' | 'action'> = { says: /Alert (\d+) is a draft/, action: 'alert.drafted' };

/** Leads an alert from its draft to its end; false where its editors could not bring something through. */
export async function leadLife({
  drill,
  store,
  editors,
  random,
}: {
  /** No other life has this number. */
  readonly drill: number;
  readonly store: Store;
  readonly editors: Editors;
  readonly random: () => number;
}): Promise<boolean> {
  const fate = drawFate(random);
  const [author, second, third] = shuffled(seats, random) as [Seat, Seat, Seat];

  /** As `/alert` shows it: the one that came further, where it was written twice. */
  async function found(): Promise<Alert | undefined> {
    const all = await store.alerts.recent(mostRecent);
    const here = all.filter(({ headline }) => headline.startsWith(openingOf(drill)));
    return here.find(({ state }) => state !== 'draft') ?? here.at(-1);
  }

  async function draft(): Promise<Alert | undefined> {
    const level = random() < 0.3 ? 'flash' : 'urgent';
    const topic = topics[Math.floor(random() * topics.length)] ?? commonTopic;
    const now = fate.end !== 'draft';
    const question = { command: 'breaking', options: { headline: headlineOf(drill, 0), level, topic, now } };
    const done = async () => (await found()) !== undefined;
    const written = await editors.insist({ seat: author, question, ...(now ? waits : drafted), done });
    return written ? found() : undefined;
  }

  const decide = (
    seat: Seat,
    decision: 'send' | 'approve' | 'reject' | 'discard',
    id: number,
    so: Pick<Order, 'says' | 'action'>,
  ): Promise<boolean> => {
    const question = { command: 'alert', options: { action: decision, id } };
    const before = decision === 'send' ? 'draft' : 'waiting';
    return editors.insist({ seat, question, ...so, done: async () => (await found())?.state !== before });
  };

  async function approve(id: number): Promise<boolean> {
    const sent = { says: /Alert (\d+) is on its way/, action: 'alert.sent' };
    // Two may agree at once.
    const agree = random() < 0.2 ? [second, third] : [second];
    const agreed = await Promise.all(agree.map((seat) => decide(seat, 'approve', id, sent)));
    return agreed.every((one) => one);
  }

  async function amend(id: number, reading: number, how: 'corrected' | 'withdrawn'): Promise<boolean> {
    // While copies are still going out, or when all are out.
    await sleep(random() < 0.5 ? random() * 400 : 1_000 + random() * 8_000);
    const reason = reasonOf(drill, reading);
    const question: Question =
      how === 'withdrawn'
        ? { command: 'withdraw', options: { id, reason } }
        : { command: 'correct', options: { id, headline: headlineOf(drill, reading), reason } };
    return editors.insist({
      seat: seats[Math.floor(random() * seats.length)] ?? author,
      question,
      says: new RegExp(`Alert (\\d+) was sent, and ${how}`),
      action: `alert.${how}`,
      done: async () => (await store.alertChanges.of(id)).some((change) => change.reason === reason),
    });
  }

  const alert = await draft();
  if (alert === undefined || fate.end === 'draft') return alert !== undefined;
  const { id, state } = alert;
  // Its author may have died between the draft and the key.
  if (state === 'draft' && !(await decide(author, 'send', id, waits))) return false;
  switch (fate.end) {
    case 'waiting':
      return true;
    case 'discarded':
      return decide(author, 'discard', id, { says: /Alert (\d+) was discarded/, action: 'alert.discarded' });
    case 'rejected':
      return decide(second, 'reject', id, { says: /Alert (\d+) was rejected/, action: 'alert.rejected' });
    case 'sent': {
      if (!(await approve(id))) return false;
      for (const [at, how] of fate.amendments.entries()) if (!(await amend(id, at + 1, how))) return false;
      return true;
    }
  }
}

const shuffled = <Item>(items: readonly Item[], random: () => number): readonly Item[] =>
  items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
