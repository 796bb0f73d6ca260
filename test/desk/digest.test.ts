import { expect, it } from 'vitest';
import type { StoryBlock } from '../../src/message/message.ts';
import type { Terms } from '../../src/news/terms.ts';
import { describeEngines } from '../support/databases.ts';
import { wordsOf } from '../support/gallery.ts';
import { hostileTexts } from '../support/hostile-digest.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const channel = aChannel();
const hourly = someTerms({ cron: '0 * * * *' });

describeEngines('a digest', ({ open }) => {
  async function house(terms: Partial<Terms> = {}) {
    const store = await open();
    const room = await openDesk(store);
    await room.desk.subscribe({ channel, terms: { ...hourly, ...terms }, by: 'test:someone' });
    const digests = async () =>
      (await store.deliveries.recent({ limit: 50 })).filter(({ kind }) => kind === 'digest').reverse();
    return {
      ...room,
      store,
      digests,
      /** Moves the clock so many hours past noon, publishes, and says what the last digest holds. */
      async publish(hours: number) {
        const before = (await digests()).length;
        room.at(NOON + hours * HOUR);
        await room.desk.publishDue();
        const last = (await digests()).at(-1);
        if ((await digests()).length === before || last === undefined) return null;
        const stories = last.message.blocks.filter((block): block is StoryBlock => block.kind === 'story');
        return {
          message: last.message,
          words: wordsOf(last.message).join(' '),
          stories: stories.map(({ mark, headline }) => `${mark ?? ''}${headline}`),
        };
      },
    };
  }

  it('tells a story once, and again only when it moved', async () => {
    const { desk, publish } = await house();
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva' })]);
    expect((await publish(1))?.stories).toEqual(['Alpha talks begin in Geneva']);
    await desk.take([
      anUpdate({ title: 'Alpha talks begin in Geneva', source: 'one', id: 'again', published: NOON + HOUR }),
    ]);
    expect((await publish(2))?.words).toContain('nothing new');
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva today', source: 'two' })]);
    const moved = await publish(3);
    expect(moved?.stories).toEqual(['▲Alpha talks begin in Geneva']);
    expect(moved?.words).toMatch(/1 changed.*was B3, was 1 source, another side reports it/s);
    expect((await publish(4))?.stories).toEqual([]);
  });

  it('tells what hostile sources publish, and stores little of it', async () => {
    const { desk, publish } = await house({ limit: 25 });
    const pieces = hostileTexts.flatMap((title, at) => hostileTexts.map((summary, of) => ({ title, summary, at, of })));
    await desk.take(
      pieces.map(({ at, of, ...texts }) =>
        anUpdate({ ...texts, id: `${at}-${of}`, url: `https://example.org/${at}-${of}` }),
      ),
    );
    const digest = await publish(1);
    expect(digest?.stories.length).toBeGreaterThan(0);
    expect(JSON.stringify(digest?.message).length).toBeLessThan(60_000);
  });

  it('takes a touched date and a reworded headline for no news', async () => {
    const { desk, publish } = await house();
    const first = anUpdate({ title: 'Alpha talks begin in Geneva' });
    await desk.take([first]);
    await publish(1);
    await desk.take([{ ...first, published: NOON + HOUR }]);
    await desk.take([{ ...first, title: 'Geneva talks: Alpha begins', seen: NOON + HOUR }]);
    expect((await publish(2))?.stories).toEqual([]);
  });

  it('begins with what a source corrected, once, where the channel was told of it', async () => {
    const { desk, publish } = await house();
    const told = anUpdate({ title: 'Two aircraft crossed the border' });
    await desk.take([told]);
    await publish(1);
    const corrected = { ...told, title: 'Corrected: One aircraft crossed the border', seen: NOON + HOUR + 1 };
    const later = anUpdate({ title: 'Bravo drones over Baltic Sea', topic: 'military' });
    await desk.take([corrected, later]);
    const second = await publish(2);
    expect(second?.message.tone).toBe('routine');
    const correction = second?.message.blocks.find(({ kind }) => kind === 'correction');
    expect(correction).toMatchObject({
      was: 'Two aircraft crossed the border',
      now: 'Corrected: One aircraft crossed the border',
      reason: expect.stringContaining('Source One corrected its report'),
    });
    expect(second?.stories).toEqual(['Bravo drones over Baltic Sea']);
    expect((await publish(3))?.message.tone).toBe('routine');
  });

  it('tells a story that was corrected before as it is now', async () => {
    const { desk, publish } = await house();
    const told = anUpdate({ title: 'Two aircraft crossed the border' });
    await desk.take([told]);
    await desk.take([{ ...told, title: 'Corrected: One aircraft crossed the border', seen: NOON + 1 }]);
    const first = await publish(1);
    expect(first?.stories).toEqual(['Corrected: One aircraft crossed the border']);
    expect(first?.message.tone).toBe('routine');
  });

  it('tells a channel nothing twice through two of its subscriptions', async () => {
    const { desk, publish, digests } = await house();
    await desk.subscribe({ channel, terms: someTerms({ cron: '0 13 * * *', topics: ['military'] }), by: 'test:a' });
    await desk.take([anUpdate({ title: 'Alpha drones over Warsaw', topic: 'military' })]);
    await publish(1);
    const told = (await digests()).map(({ message }) => wordsOf(message).join(' '));
    expect(told).toHaveLength(2);
    expect(told.filter((words) => words.includes('Alpha drones'))).toHaveLength(1);
  });

  it('covers a day before its first time, and does not come back to what found no place', async () => {
    const { desk, at, publish } = await house({ limit: 1 });
    at(NOON - 20 * HOUR);
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva', published: NOON - 20 * HOUR })]);
    at(NOON - 30 * HOUR);
    await desk.take([anUpdate({ title: 'Delta envoys travel to Ankara', published: NOON - 30 * HOUR })]);
    at(NOON + HOUR - 60_000);
    await desk.take([
      anUpdate({ title: 'Bravo drones over Warsaw', topic: 'military', published: NOON + HOUR - 60_000 }),
    ]);
    const first = await publish(1);
    expect(first?.stories).toEqual(['Bravo drones over Warsaw']);
    expect(first?.words).toContain('and 1 more');
    expect((await publish(2))?.stories).toEqual([]);
    const rest = await desk.restOfEdition(channel, NOON + HOUR);
    expect(rest.stories.map(({ lead }) => lead.title)).toEqual(['Alpha talks begin in Geneva']);
    await expect(desk.restOfEdition(channel, NOON)).rejects.toThrow('no longer on record');
  });

  it('of once a month covers its month', async () => {
    const { desk, at, publish } = await house({ cron: '0 13 24 * *' });
    await publish(1);
    at(NOON + 240 * HOUR);
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva', published: NOON + 240 * HOUR })]);
    expect((await publish(721))?.stories).toEqual(['Alpha talks begin in Geneva']);
  });

  it('leaves out what is below the least grade, and counts it', async () => {
    const { desk, publish } = await house({ leastGrade: 'B3' });
    await desk.take([
      anUpdate({ title: 'Ministry claims a victory', source: 'ministry', topic: 'military' }),
      anUpdate({ title: 'Alpha talks begin in Geneva' }),
    ]);
    const digest = await publish(1);
    expect(digest?.stories).toEqual(['Alpha talks begin in Geneva']);
    expect(digest?.words).toContain('1 story below the least grade held back.');
  });

  it.each(['uk-UA', 'ukr', 'UK'])('lets a report in the language speak for a story, and no other: %s', async (tag) => {
    const { desk, publish } = await house({ languages: ['uk'] });
    await desk.take([
      anUpdate({ title: 'NATO Brussels 2026 summit opens', language: 'en' }),
      anUpdate({ title: 'NATO Brussels 2026 summit відкрито', language: tag, source: 'three' }),
      anUpdate({ title: 'Bravo drones over Warsaw', topic: 'military', language: 'en' }),
    ]);
    expect((await publish(1))?.stories).toEqual(['NATO Brussels 2026 summit відкрито']);
  });

  it('comes in one line where nothing is new, or not at all where the channel wants silence', async () => {
    const one = await house();
    expect((await one.publish(1))?.message.summary).toBe('Test: nothing new');
    const silent = await house({ whenEmpty: 'silence' });
    expect(await silent.publish(1)).toBeNull();
    await silent.desk.take([anUpdate({ title: 'Alpha talks begin in Geneva' })]);
    expect((await silent.publish(2))?.stories).toHaveLength(1);
  });

  it('says that it is late, and for how many it stands', async () => {
    const { publish } = await house();
    expect((await publish(1.1))?.words).not.toContain('late');
    const late = await publish(5.5);
    expect(late?.words).toMatch(/This digest is late: it was due at.*3 more digests that did not come/s);
  });

  it('puts what an editor pinned first, where it was not told yet', async () => {
    const { desk, at, publish } = await house();
    at(NOON - 40 * HOUR);
    await desk.take([anUpdate({ title: 'Old treaty text published', published: NOON - 40 * HOUR })]);
    at(NOON);
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva' })]);
    const [old] = (await desk.search({ words: 'treaty', limit: 1, page: 1 })).stories;
    const story = old?.story.id ?? 0;
    await desk.pin({ story, until: NOON + 24 * HOUR, by: 'test:editor' });
    expect((await publish(1))?.stories).toEqual(['Old treaty text published', 'Alpha talks begin in Geneva']);
    await desk.pin({ story, until: NOON + 48 * HOUR, by: 'test:editor' });
    expect((await publish(2))?.stories).toEqual([]);
    await desk.pin({ story, until: null, by: 'test:editor' });
    await expect(desk.pin({ story, until: null, by: 'test:editor' })).rejects.toThrow('not pinned');
    await expect(desk.pin({ story: 99, until: null, by: 'test:editor' })).rejects.toThrow('no story 99');
  });

  it('can be posted now, after which nothing of it comes again', async () => {
    const { desk, digests, publish, obstacles, store } = await house();
    await desk.take([anUpdate({ title: 'Alpha talks begin in Geneva' })]);
    const by = { platform: 'test', id: 'anna' };
    obstacles.set('news', 'Type "/invite @sitrep" there.');
    await expect(desk.postDigest({ channel, id: null, by })).rejects.toThrow('Nothing was posted. Type "/invite');
    obstacles.clear();
    expect((await desk.postDigest({ channel, id: null, by }))?.sections).toHaveLength(1);
    expect(await digests()).toHaveLength(1);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'digest.posted', actor: 'test:anna' });
    expect(await desk.postDigest({ channel, id: null, by })).toBeNull();
    expect((await publish(1))?.stories).toEqual([]);
    await expect(desk.postDigest({ channel: aChannel('other'), id: null, by })).rejects.toThrow('no subscription');
    await expect(desk.postDigest({ channel, id: 77, by })).rejects.toThrow('no subscription 77');
  });

  it('shows what is to come without telling it, page by page', async () => {
    const { desk, publish } = await house({ limit: 1 });
    await desk.take([
      anUpdate({ title: 'Alpha talks begin in Geneva' }),
      anUpdate({ title: 'Bravo drones over Warsaw', topic: 'military', source: 'two' }),
    ]);
    const page = async (number: number) => {
      const { sections, skipped, left } = await desk.preview({ channel, id: null, page: number });
      return {
        titles: sections.flatMap(({ stories }) => stories.map(({ view }) => view.lead.title)),
        skipped,
        left: left.length,
      };
    };
    const [first, second] = [await page(1), await page(2)];
    expect([...first.titles, ...second.titles].toSorted()).toEqual([
      'Alpha talks begin in Geneva',
      'Bravo drones over Warsaw',
    ]);
    expect([first.left, second.left, second.skipped]).toEqual([1, 0, 1]);
    expect((await publish(1))?.stories).toHaveLength(1);
  });
});
