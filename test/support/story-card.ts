import type { StoryCardView } from '../../src/desk/story-card.ts';
import type { StoryView } from '../../src/desk/story-view.ts';
import { corroborationOf } from '../../src/news/corroboration.ts';
import { gradeOf } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import { storyCard } from '../../src/news/story-card.ts';
import type { Revision } from '../../src/news/story-change.ts';
import type { StoredUpdate } from '../../src/news/update.ts';
import { voicesOf } from '../../src/news/voice.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from './news.ts';

/** Story 7; the first of its updates leads. */
export function storyView(sources: ReadonlyMap<string, Source>, updates: readonly StoredUpdate[]): StoryView {
  const [lead] = updates;
  if (lead === undefined) throw new Error('a story has updates');
  return {
    story: { id: 7, topic: 'diplomacy', first: NOON - HOUR, last: NOON, arrived: NOON },
    lead,
    reports: updates.map((update) => ({ update, source: sources.get(update.source) })),
    voices: voicesOf(updates, sources),
    corroboration: corroborationOf(updates, sources),
    grade: gradeOf(updates, sources),
  };
}

/** The same with its card. */
export const storyCardView = (
  sources: ReadonlyMap<string, Source>,
  updates: readonly StoredUpdate[],
  revisions: ReadonlyMap<string, readonly Revision[]> = new Map(),
): StoryCardView => ({ ...storyView(sources, updates), card: storyCard(updates, sources, revisions) });

const richSources = new Map(
  [
    aSource({ id: 'wire', name: 'Example Wire', owner: 'Example Wire', bloc: 'nato', reliability: 'A' }),
    aSource({ id: 'paper', name: 'The Paper', owner: 'Paper Trust', bloc: 'nato' }),
    aSource({ id: 'kyiv', name: 'Kyiv Daily', owner: 'Kyiv Daily', bloc: 'ukraine' }),
    aSource({
      id: 'tv',
      name: 'State TV',
      owner: 'A government',
      bloc: 'russia',
      stateMedia: 'controlled',
      country: 'RU',
    }),
  ].map((source): [string, Source] => [source.id, source]),
);

const minutes = (count: number): number => NOON + count * 60_000;
const first = aStoredUpdate({
  source: 'wire',
  title: 'Drone strike kills 9 in Kharkiv',
  summary:
    'The strike on 24 November hit two buildings, officials said, and 12 people were wounded there in the night.',
  published: NOON,
  revision: 1,
});

/** A story with everything that a card shows: shared words, figures that differ and moved, a copy, a denial, an edit. */
export const richStory: StoryCardView = storyCardView(
  richSources,
  [
    first,
    aStoredUpdate({
      source: 'paper',
      title: 'Nine killed in drone strike on Kharkiv, the Example Wire reports',
      summary: first.summary,
      published: minutes(20),
    }),
    aStoredUpdate({
      source: 'kyiv',
      title: 'Drone strike on Kharkiv: 11 killed',
      summary: 'Rescue work on 24 November goes on.',
      published: minutes(45),
    }),
    aStoredUpdate({
      source: 'tv',
      title: 'Moscow denies drone strike on Kharkiv, says 3 soldiers were killed',
      published: minutes(90),
    }),
  ],
  new Map([[first.id, [{ title: 'Drone strike kills seven in Kharkiv', summary: first.summary, until: minutes(10) }]]]),
);
