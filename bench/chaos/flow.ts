import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/store/store.ts';
import { addStories, commonTopic, topicOf } from './desk.ts';
import type { Due, Given } from './oracle.ts';
import type { Platform, Stage } from './stage.ts';

/** What flows while the bot is killed, and what must come of it. */
export interface Flow {
  readonly alerts: readonly Given[];
  readonly digests: readonly Due[];
  /** Nothing new is begun; resolves when what was begun is answered. */
  stop(): Promise<void>;
}

/** A platform gets something new when fewer deliveries than this could go there now. */
const fewReady = 20;
const lookMs = 500;

/** Keeps both platforms busy with alerts and digests, and no busier than they can be. */
export function startFlow({
  store,
  stage,
  random,
}: {
  readonly store: Store;
  readonly stage: Stage;
  readonly random: () => number;
}): Flow {
  const alerts: Given[] = [];
  const digests: Due[] = [];
  let running = true;

  const channelsOf = (platforms: readonly Platform[]): readonly string[] =>
    stage.channels
      .filter(({ platform }) => platforms.some((one) => one === platform))
      .map(({ platform, id }) => `${platform}:${id}`);

  async function alert(to: readonly Platform[]): Promise<void> {
    const [only] = to.length === 1 ? to : [];
    const topic = only === undefined ? commonTopic : topicOf[only];
    const headline = `Drill ${alerts.length + 1} of this bad day has begun`;
    const at = alerts.push({ headline, number: null, channels: channelsOf(to) }) - 1;
    const options = { headline, topic, now: true };
    const answer = await stage.ask(random() < 0.5 ? 'slack' : 'discord', { command: 'breaking', options });
    const number = numberIn(answer ?? '');
    alerts[at] = { headline, number, channels: channelsOf(to) };
  }

  /** Moves the next digest of this share of a platform's channels to a moment ago. */
  async function digest(platform: Platform, share: number): Promise<void> {
    await addStories(store, 5, random);
    const all = await store.subscriptions.all();
    const here = all.filter(({ channel }) => channel.startsWith(`${platform}:`));
    for (const { id, channel, nextSlot, coveredTo } of here) {
      const slot = Math.floor(Date.now() / 1_000) * 1_000 - 3_000;
      // One that is still due would be replaced by this one.
      if (nextSlot <= Date.now() || random() >= share) continue;
      if (digests.some((due) => due.subscription === id && due.slot >= slot)) continue;
      const moved = await store.subscriptions.advance([{ id, from: nextSlot, to: slot, coveredTo }]);
      if (moved.has(id)) digests.push({ subscription: id, slot, channel });
    }
  }

  /** A row whose bot was killed waits for the end of its lease: it is no reason to have nothing else to do. */
  async function busy(platform: Platform): Promise<boolean> {
    const states = ['pending', 'sending', 'uncertain'] as const;
    const rows = await store.deliveries.recent({ states, limit: 5_000 });
    const here = rows.filter(({ channel }) => channel.startsWith(`${platform}:`));
    const ready = here.filter(({ state, nextTry }) => state !== 'sending' && nextTry <= Date.now());
    const stuck = new Set(here.filter((row) => !ready.includes(row)).map(({ channel }) => channel));
    return (
      ready.filter(({ channel }) => !stuck.has(channel)).length >= fewReady || here.length >= stage.channels.length
    );
  }

  async function keep(platform: Platform): Promise<void> {
    await digest(platform, 1);
    for (; running; await sleep(lookMs)) {
      if (await busy(platform)) continue;
      const draw = random();
      if (draw < 0.45) await alert([platform]);
      else if (draw < 0.55) await alert(['slack', 'discord']);
      else await digest(platform, 0.4);
    }
  }

  const done = Promise.all([keep('slack'), keep('discord')]);
  return {
    alerts,
    digests,
    stop: async () => {
      running = false;
      await done;
    },
  };
}

function numberIn(answer: string): number | null {
  const found = /Alert (\d+) is on its way/.exec(answer);
  return found === null ? null : Number(found[1]);
}
