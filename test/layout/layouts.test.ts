import { describe, expect, it } from 'vitest';
import type { Digest } from '../../src/desk/digest.ts';
import type { StoryView } from '../../src/desk/story-view.ts';
import { layoutAlert } from '../../src/layout/alert.ts';
import { layoutDigest } from '../../src/layout/digest.ts';
import { layoutLatest } from '../../src/layout/latest.ts';
import { layoutSearch } from '../../src/layout/search.ts';
import { layoutStory } from '../../src/layout/story.ts';
import { storyBlock } from '../../src/layout/story-block.ts';
import type { Message } from '../../src/message/message.ts';
import { corroborationOf } from '../../src/news/corroboration.ts';
import { gradeOf } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import type { StoredUpdate } from '../../src/news/update.ts';
import { wordsOf } from '../support/gallery.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from '../support/news.ts';

const sources = new Map(
  [
    aSource({ id: 'one', name: 'One', bloc: 'nato' }),
    aSource({ id: 'ministry', name: 'Ministry', kind: 'government', bloc: 'russia' }),
    aSource({ id: 'tv', name: 'State TV', stateMedia: true, country: 'RU', bloc: 'russia' }),
    aSource({ id: 'archive', name: 'Archive', kind: 'archive', bloc: 'unknown', reliability: 'F' }),
  ].map((source): [string, Source] => [source.id, source]),
);

function view(...updates: StoredUpdate[]): StoryView {
  const [lead] = updates;
  if (lead === undefined) throw new Error('a story has updates');
  return {
    story: { id: 7, topic: 'diplomacy', first: NOON - HOUR, last: NOON, arrived: NOON },
    lead,
    reports: updates.map((update) => ({ update, source: sources.get(update.source) })),
    corroboration: corroborationOf(updates, sources),
    grade: gradeOf(updates, sources),
  };
}

const said = (message: Message): string => wordsOf(message).join(' ');
const talks = view(
  aStoredUpdate({ title: 'Talks begin', source: 'one', summary: 'They began.' }),
  aStoredUpdate({ title: 'Переговори почалися', source: 'ministry', wire: 'TASS' }),
  aStoredUpdate({ title: 'Talks are said to begin', source: 'tv' }),
);

describe('a story', () => {
  it('says its grade, its voices, its blocs and who is official or a state’s own', () => {
    const block = storyBlock(talks, 3);
    expect(block).toMatchObject({ position: 3, headline: 'Talks begin', summary: 'They began.' });
    expect(JSON.stringify(block.judgement)).toMatch(/B3.*3 separate owners · Russia, NATO\/EU.*story 7/);
    expect(block.sources.map(({ name, label }) => [name, label])).toEqual([
      ['One', null],
      ['Ministry (TASS)', 'official statement'],
      ['State TV', 'state media, RU'],
    ]);
  });

  it('names one source of every bloc before a second of any', () => {
    const crowd = ['one', 'two', 'three', 'four'].map((id) => aStoredUpdate({ title: 'Talks begin', source: id }));
    const reports = view(...crowd, aStoredUpdate({ title: 'Talks begin', source: 'ministry' })).reports.map(
      (report) => ({
        ...report,
        source: report.source ?? aSource({ id: report.update.source, bloc: 'nato' }),
      }),
    );
    const names = storyBlock({ ...talks, reports }, 1).sources.map(({ name }) => name);
    expect(names).toEqual(['One', 'Ministry', 'two', 'three', '1 more']);
  });

  it('quotes each side in full, as that side’s account', () => {
    const words = said(layoutStory(talks));
    expect(words).toMatch(/B3: possibly true\. One independent owner reports it\./);
    expect(words).toMatch(/Russia.*Переговори почалися.*Ministry \(TASS\).*NATO\/EU.*Talks begin — They began\./s);
  });

  it('of the archive has a day and no grade', () => {
    const fact = view(aStoredUpdate({ title: 'Treaty signed', source: 'archive', wire: 'NATO' }));
    expect(JSON.stringify(storyBlock(fact, null).judgement)).toMatch(/archive · .*24 November 2026/);
    expect(said(layoutStory(fact))).not.toMatch(/F6|unknown side|First report/);
    // A day is the same in every zone, a time is not.
    expect(JSON.stringify(layoutStory(fact))).not.toContain('"kind":"time"');
    expect(storyBlock(fact, null).sources[0]).toMatchObject({ name: 'NATO', label: null });
  });
});

describe('a digest', () => {
  const digest: Digest = {
    title: 'Test',
    timetable: { cron: '0 8 * * *', zone: 'UTC' },
    slot: NOON,
    since: NOON - 24 * HOUR,
    sections: [{ topic: 'Diplomacy', stories: [talks] }],
    left: 4,
    health: { checked: 9, failing: ['A', 'B', 'C', 'D'] },
  };

  it('counts what is new, tells it by topic, and says how reading goes', () => {
    const words = said(layoutDigest(digest));
    expect(words).toMatch(
      /5 new stories since.*Diplomacy.*Talks begin.*and 4 more.*9 sources checked, 4 failing \(A, B, C and 1 other\)/s,
    );
  });

  it('numbers the stories through all topics', () => {
    const sections = ['Diplomacy', 'Military'].map((topic) => ({ topic, stories: [talks, talks] }));
    const { blocks } = layoutDigest({ ...digest, sections });
    expect(blocks.flatMap((block) => (block.kind === 'story' ? [block.position] : []))).toEqual([1, 2, 3, 4]);
  });

  it('says so when there is nothing', () => {
    const words = said(layoutDigest({ ...digest, sections: [], left: 0, health: { checked: 0, failing: [] } }));
    expect(words).toMatch(/nothing new since.*No source has been read yet/s);
  });
});

describe('a list', () => {
  const query = { topic: 'diplomacy', since: NOON, limit: 5, page: 2 };
  const words = { command: 'latest', options: { topic: 'diplomacy', limit: 5 }, topic: 'Diplomacy' };

  it('numbers stories across pages and offers both directions', () => {
    const message = layoutLatest({ query, stories: [talks], more: true, older: null }, words);
    expect(message.blocks[1]).toMatchObject({ position: 6 });
    expect(message.blocks).toContainEqual({
      kind: 'actions',
      actions: [
        { label: 'Newer', ask: 'latest', options: { topic: 'diplomacy', limit: 5, page: 1 } },
        { label: 'Older', ask: 'latest', options: { topic: 'diplomacy', limit: 5, page: 3 } },
      ],
    });
  });

  it('shows the newest older story where nothing is new, and the way back from an empty page', () => {
    const first = { ...query, page: 1 };
    expect(said(layoutLatest({ query: first, stories: [], more: false, older: talks }, words))).toMatch(
      /Nothing on Diplomacy since.*Talks begin/s,
    );
    expect(said(layoutLatest({ query: first, stories: [], more: false, older: null }, words))).toContain('/sources');
    expect(said(layoutLatest({ query, stories: [], more: false, older: null }, words))).toMatch(
      /no page 2.*First page/s,
    );
  });
});

describe('what was found', () => {
  const found = { query: { words: 'talks', limit: 5, page: 2 }, stories: [talks], total: 11 };

  it('is paged by relevance, not by age', () => {
    const buttons = layoutSearch(found).blocks.find((block) => block.kind === 'actions');
    expect(buttons?.actions.map(({ label }) => label)).toEqual(['Back', 'More']);
  });

  it('leads back from a page beyond the last', () => {
    expect(said(layoutSearch({ ...found, stories: [] }))).toMatch(/no page 2 of “talks”.*First page/s);
    expect(said(layoutSearch({ ...found, stories: [], total: 0 }))).toContain('Fewer words find more');
  });
});

it('an alert without a source says that it is unverified', () => {
  const alert = {
    id: 1,
    state: 'sent' as const,
    level: 'flash' as const,
    headline: 'Explosion reported',
    known: 'A crater.',
    unknown: 'Who.',
    link: null,
    topics: [],
    author: 'x:1',
    authorName: 'Ann',
    createdAt: NOON,
  };
  expect(said(layoutAlert(alert))).toMatch(
    /Explosion reported.*Known.*A crater\..*Not known.*Who\..*unverified.*flash.*by Ann/s,
  );
  expect(said(layoutAlert({ ...alert, link: 'https://example.org/a' }))).not.toContain('unverified');
});
