import type { Bureau } from '../../src/bureau.ts';
import { createDesk, type Desk } from '../../src/desk/desk.ts';
import { createHeadlines } from '../../src/desk/headlines.ts';
import { layouts } from '../../src/layout/layouts.ts';
import { createLog } from '../../src/log.ts';
import { bureauAt } from './bureau.ts';
import { addDay, corpusEnd } from './corpus.ts';
import { judgeEditions } from './edition-judge.ts';
import { analyze, type StorePlace } from './place.ts';
import { filtersOf, subscribeChannels, unsubscribeAll } from './subscribers.ts';

/** One minute in which all channels were due. */
export interface Minute {
  readonly seconds: number;
  /** Digests that were composed and laid out. */
  readonly composed: number;
}

/** A desk on a filled store whose channels are all due in the same minute of each day. */
export interface Newsroom {
  readonly frontDesk: Bureau['frontDesk'];
  /** Lets so many new channels take the place of those before. */
  subscribe(channels: number): Promise<void>;
  /** Lets the next day's updates arrive, and comes to the minute. */
  nextDay(): Promise<void>;
  /** Makes all editions. */
  publish(): Promise<Minute>;
  /** Throws where not each channel has what it should have of this day. */
  judge(): Promise<void>;
  close(): Promise<void>;
}

const DAY = 86_400_000;
/** As many as on a day of the corpus. */
const UPDATES_OF_DAY = 1_100;
/** The beat comes a few seconds after the minute began. */
const BEAT = 5_000;

/** Opens the bundled desk at a filled place. */
export async function openNewsroom(place: StorePlace): Promise<Newsroom> {
  let slot = corpusEnd;
  let channels = 0;
  let composed = 0;
  const clock = () => slot + BEAT;
  const bureau = await bureauAt(place, { clock });
  const { store, file, frontDesk } = bureau;
  const topics = file.topics.map(({ id }) => id);
  const sources = file.sources.map(({ id }) => id);
  const filters = filtersOf(topics);
  const desk = deskTelling(bureau, clock, () => {
    composed += 1;
  });
  // The desk file's own are no part of what is measured.
  await unsubscribeAll(store);
  return {
    frontDesk,
    async subscribe(count) {
      channels = count;
      await unsubscribeAll(store);
      await subscribeChannels(store, { channels, filters, slot: slot + DAY });
      if (place.url !== null) await analyze(place.url);
    },
    async nextDay() {
      await addDay(store, { sources, topics, updates: UPDATES_OF_DAY, until: slot + DAY });
      slot += DAY;
    },
    async publish() {
      composed = 0;
      const began = performance.now();
      await desk.publishDue();
      return { seconds: (performance.now() - began) / 1_000, composed };
    },
    judge: () => judgeEditions(place, { slot, channels, filters: filters.length }),
    close: () => store.close(),
  };
}

/** The desk on the same store, which tells of every digest that it lays out. */
function deskTelling({ store, file, desk }: Bureau, clock: () => number, onDigest: () => void): Desk {
  const sources = new Map(file.sources.map((source) => [source.id, source]));
  const log = createLog({ level: 'warn' });
  return createDesk(
    {
      ...{ store, file, sources, explainers: [], headlines: createHeadlines() },
      ...{ zone: desk.zone, clock, log, obstacle: null, onQueued: () => {} },
    },
    {
      ...layouts,
      digest: (digest) => {
        onDigest();
        return layouts.digest(digest);
      },
    },
  );
}
