import { expect, it } from 'vitest';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const ministers = 'NATO defence ministers meet in Brussels on air defence';

describeEngines('intake', ({ open, place }) => {
  it('puts reports of one event into one story, within one batch and across batches', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    await desk.take([
      anUpdate({ title: ministers, published: NOON - HOUR }),
      anUpdate({ title: 'Grain ship leaves Odesa for Egypt' }),
      anUpdate({ title: 'Defence ministers of NATO meet on air defence in Brussels', source: 'two' }),
    ]);
    await desk.take([anUpdate({ title: 'In Brussels, NATO defence ministers meet on air defence', source: 'three' })]);
    const { stories } = await desk.latest({ topic: null, since: null, limit: 10, page: 1 });
    expect(stories.map((view) => view.reports.length).toSorted()).toEqual([1, 3]);
    const [big] = stories.filter((view) => view.reports.length === 3);
    expect(big?.story).toMatchObject({ first: NOON - HOUR, last: NOON });
    expect(big?.corroboration.owners).toEqual(['one', 'two', 'three']);
  });

  it('takes the same piece once, and its edit as a revision', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const piece = anUpdate({ title: ministers });
    expect(await desk.take([piece, piece])).toEqual({ added: 1, revised: 0 });
    expect(await desk.take([{ ...piece, published: NOON + HOUR }])).toEqual({ added: 0, revised: 0 });
    expect(await desk.take([{ ...piece, title: `${ministers}: update` }])).toEqual({ added: 0, revised: 1 });
    expect((await store.updates.byIds([piece.id]))[0]).toMatchObject({ title: `${ministers}: update`, revision: 1 });
    expect(await store.updates.revisions(piece.id)).toMatchObject([{ title: ministers }]);
  });

  it('knows the stories that another process, or an earlier start, took in', async () => {
    const shared = await place();
    const first = await openDesk(await shared.open());
    await first.desk.take([anUpdate({ title: ministers })]);
    const second = await openDesk(await shared.open());
    await second.desk.take([anUpdate({ title: `${ministers} today`, source: 'two' })]);
    await first.desk.take([anUpdate({ title: `${ministers} again`, source: 'three' })]);
    const { stories } = await first.desk.latest({ topic: null, since: null, limit: 10, page: 1 });
    expect(stories.map((view) => view.reports.length)).toEqual([3]);
  });

  it('takes in once what several processes bring at once', async () => {
    const shared = await place();
    const desks = await Promise.all([1, 2, 3].map(async () => (await openDesk(await shared.open())).desk));
    const pieces = Array.from({ length: 50 }, (_, at) => anUpdate({ title: `${ministers} on day ${at}` }));
    const taken = await Promise.all(desks.map((desk) => desk.take(pieces)));
    expect(taken.reduce((sum, { added }) => sum + added, 0)).toBe(50);
    expect(taken.reduce((sum, { revised }) => sum + revised, 0)).toBe(0);
  });

  it('forgets what a failed transaction grouped', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const broken = { ...anUpdate({ title: `${ministers} broken` }), source: null as unknown as string };
    await expect(desk.take([anUpdate({ title: ministers }), broken])).rejects.toThrow();
    expect(await store.updates.count()).toBe(0);
    await desk.take([anUpdate({ title: `${ministers} anew` })]);
    expect((await desk.latest({ topic: null, since: null, limit: 10, page: 1 })).stories).toHaveLength(1);
  });
});
