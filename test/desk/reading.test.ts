import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const titles = ['Alpha talks begin', 'Bravo drones seen', 'Charlie sanctions list', 'Delta talks end'];

async function filled(store: Parameters<typeof openDesk>[0]) {
  const opened = await openDesk(store);
  await opened.desk.take(
    titles.map((title, at) =>
      anUpdate({
        title,
        topic: ['diplomacy', 'military', 'sanctions', 'diplomacy'][at],
        published: NOON - (4 - at) * HOUR,
      }),
    ),
  );
  await opened.desk.take([anUpdate({ title: 'Football final tonight', topic: 'other' })]);
  return opened;
}

describeEngines('reading', ({ open }) => {
  it('lists the newest first, by page and topic, and leaves out what is of no topic', async () => {
    const { desk } = await filled(await open());
    const heads = async (query: Partial<Parameters<typeof desk.latest>[0]>) => {
      const found = await desk.latest({ topic: null, since: null, limit: 2, page: 1, ...query });
      return { titles: found.stories.map((view) => view.lead.title), more: found.more };
    };
    expect(await heads({})).toEqual({ titles: [titles[3], titles[2]], more: true });
    expect(await heads({ page: 2 })).toEqual({ titles: [titles[1], titles[0]], more: false });
    expect(await heads({ topic: 'diplomacy' })).toEqual({ titles: [titles[3], titles[0]], more: false });
    expect(await heads({ since: NOON - 1.5 * HOUR })).toEqual({ titles: [titles[3]], more: false });
  });

  it('helps on with an older story where there is nothing new', async () => {
    const { desk } = await filled(await open());
    const found = await desk.latest({ topic: 'military', since: NOON - HOUR, limit: 5, page: 1 });
    expect(found.stories).toEqual([]);
    expect(found.older?.lead.title).toBe(titles[1]);
  });

  it('finds words and their beginnings, headlines before summaries', async () => {
    const { desk } = await filled(await open());
    await desk.take([anUpdate({ title: 'Echo begins', summary: 'After the talks of Alpha.', published: NOON + HOUR })]);
    const found = await desk.search({ words: 'alph TALKS', limit: 5, page: 1 });
    expect(found.stories.map((view) => view.lead.title)).toEqual([titles[0], 'Echo begins']);
    expect((await desk.search({ words: 'football', limit: 5, page: 1 })).total).toBe(1);
    expect(await desk.search({ words: '"*) -- alpha:beta', limit: 5, page: 1 })).toMatchObject({ total: 0 });
    expect((await desk.search({ words: 'talks', limit: 1, page: 3 })).stories).toHaveLength(1);
    await expect(desk.search({ words: '?! 💥', limit: 5, page: 1 })).rejects.toThrow('no word or number');
  });

  it('finds a name with a hyphen as one, not its parts apart', async () => {
    const { desk } = await openDesk(await open());
    await desk.take([
      anUpdate({ title: 'First F-16 jets arrive' }),
      anUpdate({ title: 'Class F exercise with 16 ships' }),
    ]);
    const found = await desk.search({ words: 'f-16 ?', limit: 5, page: 1 });
    expect(found.stories.map((view) => view.lead.title)).toEqual(['First F-16 jets arrive']);
  });

  it('shows one story, and says what to type where there is none', async () => {
    const { desk } = await filled(await open());
    const [view] = (await desk.latest({ topic: null, since: null, limit: 1, page: 1 })).stories;
    expect((await desk.story(view?.story.id ?? 0)).lead.title).toBe(titles[3]);
    await expect(desk.story(4711)).rejects.toThrow('There is no story 4711');
  });

  it('shows on a story’s card what its publisher changed', async () => {
    const { desk } = await openDesk(await open());
    const update = anUpdate({ title: 'Strike kills seven in Sumy' });
    await desk.take([update]);
    await desk.take([{ ...update, title: 'Strike kills nine in Sumy', seen: NOON + HOUR }]);
    const [view] = (await desk.search({ words: 'sumy', limit: 1, page: 1 })).stories;
    expect((await desk.story(view?.story.id ?? 0)).card.changes).toMatchObject([
      { kind: 'edited', was: 'Strike kills seven in Sumy', now: 'Strike kills nine in Sumy' },
      { kind: 'moved', was: { literal: 'kills seven' }, now: { literal: 'kills nine' } },
    ]);
  });
});
