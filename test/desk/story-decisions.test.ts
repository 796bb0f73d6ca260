import { beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import type { StoryBlock } from '../../src/message/message.ts';
import { updateId } from '../../src/news/update.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const talks = 'Talks on grain begin in Ankara';
const port = 'Storm shuts the port of Odesa';
const editor = { by: 'test:editor', byName: 'Editor' };

describeEngines('editors', ({ place }) => {
  let home: Place;
  let store: Store;
  let house: Awaited<ReturnType<typeof openDesk>>;
  let desk: Desk;
  beforeEach(async () => {
    home = await place();
    store = await home.open();
    house = await openDesk(store);
    desk = house.desk;
  });

  const storyOf = async (title: string, source = 'one') =>
    (await store.updates.byIds([updateId(source, title)]))[0]?.story ?? 0;
  const merge = async (into: number, from: number) => desk.mergeStories({ into, from, ...editor });
  const split = async (story: number, reports: readonly number[]) => desk.splitStory({ story, reports, ...editor });
  const titles = async (id: number) => (await desk.story(id)).reports.map(({ update }) => update.title);

  /** Two stories, of one report each: the talks an hour before the port. */
  async function twoStories() {
    await desk.take([
      anUpdate({ title: talks, published: NOON - HOUR, seen: NOON - HOUR }),
      anUpdate({ title: port, topic: 'military' }),
    ]);
    return [await storyOf(talks), await storyOf(port)] as const;
  }

  /** One story, of three reports: two of the talks, and one of the port that is no part of it. */
  async function mixedStory() {
    await twoStories();
    await desk.take([anUpdate({ title: `${talks} today`, source: 'two', published: NOON + 1 })]);
    const story = await storyOf(talks);
    await merge(story, await storyOf(port));
    return story;
  }

  describe('merge two stories', () => {
    it('into one with all reports, which answers to both numbers', async () => {
      const [one, two] = await twoStories();
      const { view, places } = await merge(two, one);
      expect(view.story).toMatchObject({
        id: two,
        topic: 'military',
        first: NOON - HOUR,
        last: NOON,
        arrived: NOON - HOUR,
      });
      expect(places).toEqual([1]);
      expect(await desk.story(one)).toMatchObject(view);
      expect((await desk.latest({ topic: null, since: null, limit: 1, page: 1 })).more).toBe(false);
      expect(await store.ledger.recent(1)).toMatchObject([
        { actor: 'test:editor', action: 'story.merged', subject: `story:${two}`, details: { from: one, reports: 1 } },
      ]);
    });

    it('also one that took others in before', async () => {
      const [one, two] = await twoStories();
      await desk.take([anUpdate({ title: 'Refinery burns near Samara' })]);
      const three = await storyOf('Refinery burns near Samara');
      await merge(two, one);
      await merge(three, two);
      expect((await desk.story(one)).story.id).toBe(three);
      expect(await titles(three)).toHaveLength(3);
    });

    it('so that what comes in on either joins it, wherever it is read', async () => {
      const [one, two] = await twoStories();
      const other = (await openDesk(await home.open())).desk;
      await other.take([anUpdate({ title: 'Refinery burns near Samara' })]);
      await merge(two, one);
      const restarted = (await openDesk(await home.open())).desk;
      for (const [at, reader] of [desk, other, restarted].entries()) {
        await reader.take([anUpdate({ title: `${talks}, envoys say ${at}`, source: 'two' })]);
        await reader.take([anUpdate({ title: `${port}, officials say ${at}`, source: 'three' })]);
      }
      expect(await titles(two)).toHaveLength(8);
    });

    it('also in the rest of a digest that counted it', async () => {
      await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 13 * * *', limit: 1 }), by: 'test:a' });
      const [one, two] = await twoStories();
      house.at(NOON + HOUR);
      await desk.publishDue();
      const rest = async () => (await desk.restOfEdition(aChannel(), NOON + HOUR)).stories.map(({ story }) => story.id);
      const [left = 0] = await rest();
      await merge(left === one ? two : one, left);
      expect(await rest()).toEqual([left === one ? two : one]);
    });

    it('and pins and alerts go by it', async () => {
      const [one, two] = await twoStories();
      await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 * * * *' }), by: 'test:a' });
      const { alert } = await desk.draftAlert({ ...alertDraft, story: one });
      await desk.pin({ story: one, until: NOON + 9 * HOUR, by: 'test:editor' });
      await merge(two, one);
      expect(await store.pins.at(NOON)).toEqual(new Set([two]));
      await desk.pin({ story: one, until: null, by: 'test:editor' });
      expect(await store.pins.at(NOON)).toEqual(new Set());
      expect((await desk.draftAlert({ ...alertDraft, headline: 'Again', story: one })).alert.gate.owners).toEqual(
        alert.gate.owners,
      );
    });

    it.each([
      ['with itself', 1, 1, 'cannot become part of itself'],
      ['with one that is not there', 2, 99, 'There is no story 99'],
      ['into one that is not there', 99, 2, 'There is no story 99'],
      ['into one that is part of another', 1, 2, 'Story 1 is part of story 2 already. Name that one: /story 2'],
      ['with one that is part of another', 2, 1, 'Story 1 is part of story 2 already'],
    ])('not %s', async (_, into, from, why) => {
      await twoStories();
      await merge(2, 1);
      await expect(merge(into, from)).rejects.toThrow(why);
      expect(await store.storyDecisions.after(0, 9)).toHaveLength(1);
    });
  });

  describe('split a story', () => {
    it('by the places of its reports, each side with its own times and topic', async () => {
      const story = await mixedStory();
      house.at(NOON + HOUR);
      const { view, fresh } = await split(story, [1, 3]);
      expect(await titles(story)).toEqual([port]);
      expect(view.story).toMatchObject({ topic: 'military', first: NOON, last: NOON });
      expect(fresh.reports.map(({ update }) => update.title)).toEqual([talks, `${talks} today`]);
      expect(fresh.story).toMatchObject({
        topic: 'diplomacy',
        first: NOON - HOUR,
        last: NOON + 1,
        arrived: NOON - HOUR,
      });
      const changed = await store.stories.changed({ topics: ['diplomacy', 'military'], since: NOON + HOUR, limit: 9 });
      expect(changed.map(({ id }) => id)).toEqual([fresh.story.id, story]);
      expect(await store.ledger.recent(1)).toMatchObject([
        { action: 'story.split', subject: `story:${story}`, details: { fresh: fresh.story.id, reports: 2 } },
      ]);
    });

    it('so that nothing puts back what left: no revision, no other guid, no restart', async () => {
      const story = await mixedStory();
      const other = (await openDesk(await home.open())).desk;
      await other.take([anUpdate({ title: 'Refinery burns near Samara' })]);
      const { fresh } = await split(story, [2]);
      const restarted = (await openDesk(await home.open())).desk;
      const left = anUpdate({ title: port, topic: 'military' });
      for (const [at, reader] of [desk, other, restarted].entries()) {
        await reader.take([{ ...left, title: `${port} again`, summary: `${talks} ${at}` }]);
        await reader.take([{ ...left, id: `guid ${at}`, title: `${port} again`, summary: `${talks} ${at}` }]);
        await reader.take([anUpdate({ title: `${port}, officials say ${at}`, source: 'three', topic: 'military' })]);
        await reader.take([anUpdate({ title: `${talks}, envoys say ${at}`, source: 'three' })]);
      }
      expect(await titles(story)).toHaveLength(5);
      expect((await titles(fresh.story.id)).filter((title) => title.startsWith(port))).toHaveLength(4);
    });

    it('which undoes a merge', async () => {
      const [one, two] = await twoStories();
      const { places } = await merge(two, one);
      const { fresh } = await split(two, places);
      expect(fresh.reports.map(({ update }) => update.title)).toEqual([talks]);
      await merge(two, fresh.story.id);
      expect(await titles(fresh.story.id)).toEqual([talks, port]);
    });

    it.each([
      ['by a report that it does not have', 1, [2, 4], 'Story 1 has no report 4: its reports are 1 to 3'],
      ['by report 0', 1, [0], 'Story 1 has no report 0'],
      ['by all of its reports', 1, [1, 2, 3], 'leaves some reports of story 1 on each side'],
      ['by none of them', 1, [], 'leaves some reports of story 1 on each side'],
      ['that is part of another', 2, [1], 'Story 2 is part of story 1 already'],
      ['that is not there', 99, [1], 'There is no story 99'],
      ['of one report', 3, [1], 'Story 3 has one report alone'],
    ])('not %s', async (_, story, reports, why) => {
      await mixedStory();
      await desk.take([anUpdate({ title: 'Refinery burns near Samara' })]);
      await expect(split(story, reports)).rejects.toThrow(why);
      expect(await store.stories.count({})).toBe(2);
    });
  });

  describe('do not make a channel hear twice', () => {
    beforeEach(async () => {
      await desk.subscribe({ channel: aChannel(), terms: someTerms({ cron: '0 * * * *' }), by: 'test:someone' });
    });

    /** What the digest tells that is made so many hours past noon; those that moved bear a mark. */
    async function told(hours: number): Promise<readonly string[]> {
      house.at(NOON + hours * HOUR);
      await desk.publishDue();
      const [last] = (await store.deliveries.recent({ limit: 9 })).filter(({ kind }) => kind === 'digest');
      const stories = last?.message.blocks.filter((block): block is StoryBlock => block.kind === 'story') ?? [];
      return stories.map(({ mark, headline }) => `${mark ?? ''}${headline}`).toSorted();
    }

    it('of a merged story both of whose parts it was told', async () => {
      const [one, two] = await twoStories();
      expect(await told(1)).toEqual([port, talks]);
      await merge(two, one);
      expect(await told(2)).toEqual([]);
      await desk.take([anUpdate({ title: `${port} today`, source: 'three', seen: NOON + 2 * HOUR })]);
      expect(await told(3)).toEqual([`▲${talks}`]);
      expect(await told(4)).toEqual([]);
    });

    it('of a merged story as if it were new, where it was told the part that has no number any more', async () => {
      await desk.take([anUpdate({ title: talks })]);
      expect(await told(1)).toEqual([talks]);
      const seen = { published: NOON + HOUR, seen: NOON + HOUR + 1 };
      await desk.take([
        anUpdate({ ...seen, title: port }),
        anUpdate({ ...seen, title: `${port} today`, source: 'two' }),
      ]);
      await merge(await storyOf(port), await storyOf(talks));
      expect(await told(2)).toEqual([`▲${talks}`]);
      expect(await told(3)).toEqual([]);
    });

    it('of a story that came out of one that it was told, also after that one moved', async () => {
      const story = await mixedStory();
      expect(await told(1)).toEqual([talks]);
      const { fresh } = await split(story, [2]);
      expect((await told(2)).includes(port)).toBe(false);
      const more = [`${talks} at last`, `${talks} in haste`];
      await desk.take(
        more.map((title, at) => anUpdate({ title, source: ['three', 'ministry'][at], seen: NOON + 3 * HOUR })),
      );
      await told(4);
      await store.stories.touch(fresh.story.id, NOON + 5 * HOUR);
      expect(await told(5)).toEqual([]);
    });

    it('but tells what it was not told because it stood in the wrong story', async () => {
      await desk.take([anUpdate({ title: talks })]);
      await told(1);
      house.at(NOON + HOUR + 1);
      const late = anUpdate({ title: port, topic: 'military', published: NOON + HOUR, seen: NOON + HOUR + 1 });
      await desk.take([late]);
      const story = await storyOf(talks);
      await merge(story, await storyOf(port));
      await split(story, [2]);
      expect(await told(2)).toEqual([port]);
    });
  });
});
