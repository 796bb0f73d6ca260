import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

describeEngines('catching up', ({ open }) => {
  it('tells each person what is new since they asked', async () => {
    const { desk, at } = await openDesk(await open());
    const ask = async (id: string, more: { since?: number; topics?: readonly string[]; page?: number } = {}) => {
      const { since = null, topics = [], page = 1 } = more;
      const { digest } = await desk.catchUp({ person: { platform: 'test', id }, since, topics, limit: 2, page });
      return digest.sections.flatMap(({ stories }) => stories.map(({ view }) => view.lead.title)).toSorted();
    };
    await desk.take([
      anUpdate({ title: 'Alpha talks begin in Geneva' }),
      anUpdate({ title: 'Bravo drones over Warsaw', topic: 'military' }),
      anUpdate({ title: 'Charlie sanctions list grows', topic: 'sanctions', published: NOON - HOUR }),
    ]);
    at(NOON + HOUR);
    expect(await ask('anna')).toHaveLength(2);
    expect(await ask('anna', { since: NOON - 2 * HOUR, page: 2 })).toEqual(['Charlie sanctions list grows']);
    at(NOON + 6 * HOUR);
    await desk.take([anUpdate({ title: 'Delta envoys travel to Ankara', published: NOON + 6 * HOUR })]);
    at(NOON + 7 * HOUR);
    expect(await ask('anna')).toEqual(['Delta envoys travel to Ankara']);
    expect(await ask('anna')).toEqual([]);
    expect(await ask('bela', { topics: ['military'] })).toEqual(['Bravo drones over Warsaw']);
    expect(await ask('anna', { since: NOON - HOUR })).toHaveLength(2);
  });
});
