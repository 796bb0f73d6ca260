import type { Message } from '../message/message.ts';
import { reaches } from '../news/grade.ts';
import type { Terms } from '../news/terms.ts';
import { type Memory, movesSince, nothingTold, type Told } from '../news/told.ts';
import type { StoredUpdate } from '../news/update.ts';
import type { Candidate, Health, Press } from './press.ts';
import type { Room } from './room.ts';
import { inLanguages, type StoryView } from './story-view.ts';

/** A story with its place in a digest. */
export interface DigestStory {
  readonly view: StoryView;
  /** What moved in it since the channel was told of it, in words; empty for a new one. */
  readonly moves: readonly string[];
  /** Why it has its place. */
  readonly reason: string;
}

/** What a source said in a story that the channel was told, and says now. */
export interface Correction {
  readonly story: number;
  readonly source: string;
  readonly was: string;
  readonly now: string;
  readonly at: number;
}

/** What a digest says: the stories that are new or moved since the last one, by topic, the more important first. */
export interface Digest {
  readonly title: string;
  readonly slot: number;
  /** What arrived at or after this is new. */
  readonly since: number;
  /** How many further digests it stands for because the desk was away; null where it comes on time. */
  readonly late: { readonly missed: number } | null;
  /** What the desk itself corrected or withdrew, as the channel was told then. */
  readonly amended: Digest['held'];
  readonly corrections: readonly Correction[];
  /** Messages that waited for the end of quiet hours. */
  readonly held: readonly { readonly message: Message; readonly at: number }[];
  /** In each topic the new stories before those that moved. */
  readonly sections: readonly { readonly topic: string; readonly stories: readonly DigestStory[] }[];
  /** Stories on the pages before. */
  readonly skipped: number;
  /** Stories that found no place, the more important first. */
  readonly left: readonly number[];
  /** New stories below the least grade. */
  readonly heldBack: number;
  readonly health: Health;
  /** How the stories stand that it tells; and how those stood of which the channel knows under another number. */
  readonly told: Memory;
}

export interface DigestOrder {
  readonly terms: Pick<Terms, 'topics' | 'limit' | 'leastGrade' | 'languages'>;
  readonly slot: number;
  readonly since: number;
  /** What the reader was told; null where that is not remembered, so that `since` alone decides. */
  readonly memory: Memory | null;
  /** Stories that the last digest counted and did not tell. */
  readonly left?: readonly number[];
  /** Places to skip, for a further page. */
  readonly skip?: number;
  readonly late?: Digest['late'];
  readonly amended?: Digest['held'];
  readonly held?: Digest['held'];
  /** False for the messages that were held alone. */
  readonly withStories?: boolean;
}

/**
 * A story changes when its transaction begins and is seen when that ends: one of another process may have been under way
 * while the last edition was composed. So the look back goes further than `since`, and leaves out what was told or counted.
 */
const OVERLAP = 5 * 60_000;

/** The first digest of a subscription covers this much; what was published longer before `since` is no news. */
export const FIRST_DIGEST_COVERS = 24 * 3_600_000;

/** A digest looks no further back than this, a month's, however long its channel went without one. */
const LONGEST_LOOK_BACK = 32 * 24 * 3_600_000;

/** From when on a digest is to tell what is new, for a reader who was last served at `coveredTo`, or never. */
export const sinceFor = (coveredTo: number | null, now: number): number =>
  coveredTo === null ? now - FIRST_DIGEST_COVERS : Math.max(coveredTo, now - LONGEST_LOOK_BACK);

/** Composes a digest: decides which stories, and in what order. */
export async function composeDigest(room: Room, press: Press, order: DigestOrder): Promise<Digest> {
  const { terms, slot, since, skip = 0, late = null, amended = [], held = [], withStories = true } = order;
  const found = withStories ? await choose(press, room.sources, order) : nothing;
  const shown = found.stories.slice(skip, skip + terms.limit);
  return {
    title: room.file.name,
    slot,
    since,
    late,
    amended,
    held,
    corrections: (await Promise.all(found.corrected.map((corrected) => correctionsOf(room, corrected)))).flat(),
    sections: byTopic(room, shown),
    skipped: Math.min(skip, found.stories.length),
    left: found.stories.slice(skip + terms.limit).map(({ view }) => view.story.id),
    heldBack: found.heldBack,
    health: press.health,
    told: new Map([
      ...found.inherited,
      ...[...shown, ...found.corrected].map(({ view, standing }): [number, Told] => [view.story.id, standing]),
    ]),
  };
}

/** Whether a digest has anything to say. */
export const isEmpty = ({ amended, corrections, held, sections }: Digest): boolean =>
  amended.length + corrections.length + held.length + sections.length === 0;

type Placed = DigestStory & Pick<Candidate, 'standing'>;

/** A story with when what was told of it was last corrected. */
type Corrected = Pick<Candidate, 'view' | 'standing'> & { readonly since: number };

interface Choice {
  /** The most important first. */
  readonly stories: readonly Placed[];
  readonly corrected: readonly Corrected[];
  readonly heldBack: number;
  /** What the channel knows of stories that editors merged or split since. */
  readonly inherited: Memory;
}

const nothing: Choice = { stories: [], corrected: [], heldBack: 0, inherited: nothingTold };

async function choose(press: Press, sources: Room['sources'], order: DigestOrder): Promise<Choice> {
  const { terms, since, memory } = order;
  const counted = new Set(order.left);
  const from = memory === null ? since : since - OVERLAP;
  const stories: Placed[] = [];
  const corrected: Corrected[] = [];
  const inherited = new Map<number, Told>();
  let heldBack = 0;
  for (const candidate of await press.candidates(from)) {
    const { standing, changed, pinned, reason } = candidate;
    const { story } = candidate.view;
    if (terms.topics.length > 0 && !terms.topics.includes(story.topic)) continue;
    if (changed < from || (story.last < since - FIRST_DIGEST_COVERS && !pinned)) continue;
    if (changed < since && counted.has(story.id)) continue;
    const view = inLanguages(candidate.view, terms.languages, sources);
    if (view === null) continue;
    const told = memory === null ? undefined : press.tellings(candidate.view, memory, press.now);
    if (told !== undefined && told !== memory?.get(story.id)) inherited.set(story.id, told);
    if (told !== undefined && standing.corrected > told.corrected)
      corrected.push({ view: candidate.view, standing, since: told.corrected });
    const moves = told === undefined ? [] : movesSince(told, standing);
    if (told !== undefined && moves.length === 0) continue;
    if (terms.leastGrade !== null && !reaches(view.grade, terms.leastGrade)) heldBack += told === undefined ? 1 : 0;
    else stories.push({ view, moves, reason, standing });
  }
  return { stories, corrected, heldBack, inherited };
}

async function correctionsOf(room: Room, { view, since }: Corrected): Promise<readonly Correction[]> {
  const fresh = view.reports.filter(({ update }) => (update.corrected ?? 0) > since);
  return Promise.all(
    fresh.map(async ({ update, source }) => ({
      story: view.story.id,
      source: source?.name ?? update.source,
      at: update.corrected ?? 0,
      ...(await wordings(room, update)),
    })),
  );
}

/** What a corrected report said before and says now: its headline, or where that stayed, its summary. */
async function wordings(room: Room, update: StoredUpdate): Promise<Pick<Correction, 'was' | 'now'>> {
  const before = (await room.store.updates.revisions(update.id)).find(({ until }) => until === update.corrected);
  if (before === undefined || before.title !== update.title) return { was: before?.title ?? '', now: update.title };
  return { was: before.summary ?? '', now: update.summary ?? update.title };
}

function byTopic(room: Room, stories: readonly DigestStory[]): Digest['sections'] {
  const grouped = Map.groupBy(stories, ({ view }) => view.story.topic);
  return room.file.topics.flatMap(({ id, name }) => {
    const found = grouped.get(id);
    const moved = ({ moves }: DigestStory): number => Number(moves.length > 0);
    return found === undefined
      ? []
      : [{ topic: name, stories: found.toSorted((one, other) => moved(one) - moved(other)) }];
  });
}
