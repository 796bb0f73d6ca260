import { describe, expect, it } from 'vitest';
import type { AlertView } from '../../src/desk/alert-view.ts';
import type { Digest, DigestStory } from '../../src/desk/digest.ts';
import type { StoryCardView } from '../../src/desk/story-card.ts';
import type { StoryView } from '../../src/desk/story-view.ts';
import { layoutAlert, layoutAlertReport } from '../../src/layout/alert.ts';
import { layoutAlertView } from '../../src/layout/alert-draft.ts';
import { layoutDigest, layoutDigestView } from '../../src/layout/digest.ts';
import { layoutLatest } from '../../src/layout/latest.ts';
import { layoutSearch } from '../../src/layout/search.ts';
import { layoutStory } from '../../src/layout/story.ts';
import { sourceLabel, storyBlock } from '../../src/layout/story-block.ts';
import type { Message } from '../../src/message/message.ts';
import type { Source } from '../../src/news/source.ts';
import type { Dating, StoredUpdate } from '../../src/news/update.ts';
import type { Alert } from '../../src/store/alerts.ts';
import type { DeliveryState } from '../../src/store/delivery.ts';
import { wordsOf } from '../support/gallery.ts';
import { hostileDigest, hostileTexts } from '../support/hostile-digest.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel } from '../support/room.ts';
import { storyCardView } from '../support/story-card.ts';

const sources = new Map(
  [
    aSource({ id: 'one', name: 'One', bloc: 'nato' }),
    aSource({ id: 'ministry', name: 'Ministry', kind: 'government', bloc: 'russia' }),
    aSource({ id: 'tv', name: 'State TV', stateMedia: 'controlled', country: 'RU', bloc: 'russia' }),
    aSource({ id: 'archive', name: 'Archive', kind: 'archive', bloc: 'unknown', reliability: 'F' }),
  ].map((source): [string, Source] => [source.id, source]),
);

const view = (...updates: StoredUpdate[]): StoryCardView => storyCardView(sources, updates);

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

  it('says so where nobody knows who owns what reports it', () => {
    const { judgement } = storyBlock(view(aStoredUpdate({ title: 'Talks begin', source: 'stranger' })), 1);
    expect(JSON.stringify(judgement)).toMatch(/F6.* · ownership unknown · unknown side/);
  });

  it.each([
    ['news', 'none', null],
    ['news', 'public', null],
    ['news', 'funded', 'state-funded media, GB'],
    ['news', 'controlled', 'state media, GB'],
    ['news', 'unknown', 'unlabelled'],
    ['think_tank', 'none', 'think tank'],
    ['think_tank', 'funded', 'state-funded think tank, GB'],
    ['think_tank', 'controlled', 'state think tank, GB'],
    ['think_tank', 'unknown', 'unlabelled think tank'],
    ['government', 'none', 'official statement'],
    ['archive', 'unknown', null],
  ] as const)('labels %s with a tie of %s', (kind, stateMedia, label) => {
    expect(sourceLabel(aSource({ id: 'one', kind, stateMedia }))).toBe(label);
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

  it('says of a report whose publisher gave no time, or one to come, that the desk’s own stands there', () => {
    const report = (dating: Dating) => said(layoutStory(view(aStoredUpdate({ title: 'Talks begin', dating }))));
    expect(report('ahead')).toMatch(/when first read: its publisher dates it in the future/);
    expect(report('undated')).toMatch(/when first read: its publisher gives no date/);
    expect(report('dated')).not.toMatch(/first read/);
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

const placed = (view: StoryView, moves: readonly string[] = []): DigestStory => ({ view, moves, reason: 'Because.' });

describe('a digest', () => {
  const failing = ['A', 'B', 'C', 'D'].map((name) => ({ name, since: NOON - HOUR }));
  const digest: Digest = {
    title: 'Test',
    slot: NOON,
    since: NOON - 24 * HOUR,
    late: null,
    amended: [],
    corrections: [],
    held: [],
    sections: [{ topic: 'Diplomacy', stories: [placed(talks)] }],
    skipped: 0,
    left: [11, 12, 13, 14],
    heldBack: 0,
    health: { checked: 9, failing },
    told: new Map(),
  };
  const empty: Digest = { ...digest, sections: [], left: [], health: { checked: 1, failing: [] } };

  it('counts what is new, tells it by topic, and says how reading goes', () => {
    const words = said(layoutDigest({ ...digest, heldBack: 1 }));
    expect(words).toMatch(
      /5 new stories since.*Diplomacy.*Talks begin.*and 4 more.*9 sources checked, 4 failing \( ?A since.* and 1 other\)\. 1 story below the least grade held back\./s,
    );
  });

  it('is stored in a sensible size, whatever its sources publish', () => {
    const message = layoutDigest(hostileDigest);
    expect(JSON.stringify(message).length).toBeLessThan(60_000);
    const cut = hostileTexts.filter((text) => text.trim() !== '').map((text) => text.trim().slice(0, 100));
    const headlines = message.blocks.flatMap((block) => (block.kind === 'story' ? [block.headline] : []));
    for (const beginning of cut) {
      const headline = headlines.find((one) => one.startsWith(beginning)) ?? '';
      expect(headline).toMatch(/…$/);
      expect(headline.isWellFormed()).toBe(true);
    }
  });

  it('shows the rest at the press of a button', () => {
    const rest = { label: 'More', ask: 'digest', options: { more: NOON } };
    expect(JSON.stringify(layoutDigest(digest))).toContain(JSON.stringify(rest));
    expect(JSON.stringify(layoutDigest({ ...digest, left: [] }))).not.toContain('"More"');
  });

  it('numbers the stories through all topics', () => {
    const sections = ['Diplomacy', 'Military'].map((topic) => ({ topic, stories: [placed(talks), placed(talks)] }));
    const { blocks } = layoutDigest({ ...digest, sections });
    expect(blocks.flatMap((block) => (block.kind === 'story' ? [block.position] : []))).toEqual([1, 2, 3, 4]);
  });

  it('marks what moved, and says how it stood', () => {
    const stories = [placed(talks), placed(talks, ['was C3', 'was 1 source'])];
    const { blocks } = layoutDigest({ ...digest, left: [], sections: [{ topic: 'Diplomacy', stories }] });
    const marks = blocks.flatMap((block) => (block.kind === 'story' ? [block.mark] : []));
    expect(marks).toEqual([null, '▲']);
    expect(wordsOf({ tone: 'routine', summary: '', blocks }).join(' ')).toMatch(
      /1 new story, 1 changed.*was C3, was 1 source/s,
    );
  });

  it('begins with what was wrong, struck through', () => {
    const correction = { story: 7, source: 'One', was: 'Two aircraft', now: 'One aircraft', at: NOON };
    const message = layoutDigest({ ...digest, corrections: [correction] });
    const kinds = message.blocks.map(({ kind }) => kind);
    expect(kinds.indexOf('correction')).toBeLessThan(kinds.indexOf('story'));
    expect(said(message)).toMatch(/1 correction.*Two aircraft.*One aircraft.*One corrected its report \(story 7\)/s);
    // The digest itself is none.
    expect(message.tone).toBe('routine');
  });

  it('tells what waited for the end of quiet hours in its own words, without its buttons', () => {
    const message: Message = {
      tone: 'breaking',
      summary: 'BREAKING: Ministers meet',
      blocks: [
        { kind: 'heading', text: 'Ministers meet' },
        { kind: 'note', content: [{ kind: 'text', text: 'No source was given.' }] },
        { kind: 'actions', actions: [{ label: 'Follow', ask: 'latest', options: {} }] },
      ],
    };
    const told = layoutDigest({ ...empty, held: [{ message, at: NOON - HOUR }] });
    expect(said(told)).toMatch(/1 alert since.*While it was quiet.*BREAKING: Ministers meet.*No source was given\./s);
    expect(JSON.stringify(told)).not.toContain('Follow');
  });

  it('says that it is late, and for how many it stands', () => {
    expect(said(layoutDigest({ ...digest, late: { missed: 0 } }))).toMatch(
      /This digest is late: it was due at [^.]*\.(?! It stands)/,
    );
    expect(said(layoutDigest({ ...digest, late: { missed: 2 } }))).toContain(
      'It stands for 2 more digests that did not come.',
    );
  });

  it('explains each place to whoever asks', () => {
    const view = { title: 'digest', more: null, explain: true };
    expect(said(layoutDigestView(digest, view))).toMatch(/with the most points are told\..*Because\./s);
    expect(said(layoutDigestView(empty, view))).not.toContain('points');
    expect(said(layoutDigest(digest))).not.toContain('Because.');
  });

  it('is a few lines where there is nothing', () => {
    const message = layoutDigest(empty);
    expect(said(message)).toMatch(/nothing new since.*1 source checked, 0 failing\./s);
    expect(message.blocks).toHaveLength(3);
    expect(said(layoutDigest({ ...empty, health: { checked: 0, failing: [] } }))).toContain(
      'No source has been read yet',
    );
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

const alert: Alert = {
  id: 1,
  state: 'sent',
  level: 'flash',
  headline: 'Explosion reported',
  known: 'A crater.',
  unknown: 'Who.',
  links: [],
  story: null,
  topics: [],
  gate: {
    owners: [],
    blocs: [],
    grade: { reliability: 'F', credibility: 6, reason: 'Nobody reports it.' },
    disputed: [],
  },
  override: null,
  author: 'x:1',
  authorName: 'Ann',
  createdAt: NOON,
  expiresAt: NOON,
  sentAt: NOON,
  follows: null,
  resolvedAt: null,
};

it('an alert without a source says that it is unverified', () => {
  expect(said(layoutAlert(alert))).toMatch(
    /Explosion reported.*Known.*A crater\..*Not known.*Who\..*unverified.*flash.*by Ann/s,
  );
  const linked = said(layoutAlert({ ...alert, links: ['https://example.org/a', 'https://example.org/b'] }));
  expect(linked).not.toContain('unverified');
  expect(linked).toMatch(/example\.org\/a.*example\.org\/b.*F6 cannot be judged · no independent owners/s);
});

it('an editor reads what the accounts behind an alert count differently, while it can be reworded', () => {
  const view = (state: 'draft' | 'sent', story: number | null): AlertView => ({
    ...{ alert: { ...alert, story, gate: { ...alert.gate, disputed: ['killed', 'wounded'] } }, standing: state },
    ...{ keys: [], keysNeeded: 2, leastOwners: 0, receivers: { all: 1, quiet: 0 }, changes: [], receipts: null },
  });
  const shown = (state: 'draft' | 'sent', story: number | null) => said(layoutAlertView(view(state, story), 'x:1'));
  expect(shown('draft', null)).toContain('Figures differ killed, wounded. Say whose figure it is.');
  expect(shown('draft', 7)).toContain('Say whose figure it is: /story 7 shows who gives which.');
  expect(shown('sent', 7)).not.toContain('Figures differ');
});

it('an editor reads how many channels have quiet hours, and get the alert in the digest at their end', () => {
  const report = (...states: DeliveryState[]): string =>
    said(
      layoutAlertReport({
        alert,
        channels: states.map((_, at) => aChannel(`c${at}`)),
        deliveries: states.map((state) => ({ state })),
      }),
    );
  expect(report('pending', 'quiet', 'quiet')).toMatch(
    /on its way to 3 channels\..*2 of them have quiet hours now and get it in the digest at their end\./s,
  );
  expect(report('sent', 'quiet')).toContain('1 of them has quiet hours now and gets it');
  expect(report('quiet')).toContain('Alert 1 waits in 1 channel for the end of quiet hours');
  expect(report('pending')).not.toContain('quiet');
});
