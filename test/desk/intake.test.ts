import { describe, expect, it } from 'vitest';
import { type Update, updateId } from '../../src/news/update.ts';
import type { Store } from '../../src/store/store.ts';
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

  describe('of a piece that comes again under another guid', () => {
    const url = 'https://example.org/ministers';
    const days = (count: number) => NOON + count * 24 * HOUR;
    const piece = anUpdate({ title: ministers, summary: 'They talk about drones.', url });
    /** As its publisher brings it again, on a later day. */
    const again = (day: number, given: Partial<Update> = {}): Update => ({
      ...piece,
      id: updateId('one', `again ${day} ${given.title} ${given.url}`),
      url: `${url}?utm_campaign=${day}&mod=rss_world`,
      published: days(day),
      seen: days(day),
      ...given,
    });
    const stories = async (store: Store) => store.stories.newest({ limit: 10 });

    it('keeps its publication and its story, however late it comes', async () => {
      const shared = await place();
      const store = await shared.open();
      const first = await openDesk(store);
      await first.desk.take([piece]);
      first.at(days(5));
      expect(await first.desk.take([again(5)])).toEqual({ added: 0, revised: 0 });
      // Another process has it from the store alone.
      const second = await openDesk(await shared.open());
      second.at(days(90));
      const edited = again(90, { title: `Watch: ${ministers}` });
      expect(await second.desk.take([edited])).toEqual({ added: 0, revised: 1 });
      expect(await second.desk.take([edited])).toEqual({ added: 0, revised: 0 });
      expect(await store.updates.after(0, 9)).toMatchObject([
        { id: piece.id, title: `Watch: ${ministers}`, published: NOON, seen: NOON, revision: 1 },
      ]);
      expect(await stories(store)).toMatchObject([{ last: NOON, arrived: NOON }]);
    });

    it('takes it once where one document lists it several times, and lets its own entry alone revise it', async () => {
      const store = await open();
      const { desk } = await openDesk(store);
      const twin = again(0, { title: `Watch: ${ministers}` });
      const between = Array.from({ length: 30 }, (_, at) => anUpdate({ title: `Piece ${at}` }));
      const document = [twin, again(0), ...between, piece];
      expect(await desk.take(document)).toEqual({ added: 31, revised: 0 });
      for (let poll = 0; poll < 3; poll += 1) expect(await desk.take(document)).toEqual({ added: 0, revised: 0 });
      const others = [again(1, { title: `Watch now: ${ministers}` }), again(1, { title: ministers })];
      expect(await desk.take(others)).toEqual({ added: 0, revised: 1 });
      expect(await desk.take(others)).toEqual({ added: 0, revised: 0 });
    });

    it('takes another headline at the same address for another piece: a live page, a front page', async () => {
      const store = await open();
      const { desk } = await openDesk(store);
      await desk.take([piece]);
      const others = ['Grain ship leaves Odesa', 'Refinery burns near Samara', 'Frigate visits Gdynia'];
      const pieces = others.map((title) => again(0, { title, url }));
      expect(await desk.take(pieces)).toEqual({ added: 3, revised: 0 });
      expect(await desk.take([...pieces, piece])).toEqual({ added: 0, revised: 0 });
      expect(await stories(store)).toHaveLength(4);
    });

    it('finds it among the many pieces of one address', async () => {
      const store = await open();
      const { desk } = await openDesk(store);
      await desk.take([piece, ...Array.from({ length: 40 }, (_, at) => again(0, { title: `Piece ${at}`, url }))]);
      expect(await desk.take([again(5)])).toEqual({ added: 0, revised: 0 });
    });

    it('takes the same headline at another address on another day for another piece', async () => {
      const store = await open();
      const { desk, at } = await openDesk(store);
      await desk.take([piece]);
      at(days(1));
      expect(await desk.take([again(1, { url: `${url}/day-1` })])).toEqual({ added: 1, revised: 0 });
      // Within the window of a story it is about the same event.
      expect(await stories(store)).toMatchObject([{ first: NOON, last: days(1) }]);
      at(days(5));
      expect(await desk.take([again(5, { url: `${url}/day-5` })])).toEqual({ added: 1, revised: 0 });
      expect(await stories(store)).toHaveLength(2);
    });

    it('takes each issue of a daily briefing for a piece, also at one address and under one headline', async () => {
      const store = await open();
      const { desk } = await openDesk(store);
      const issue = (day: number, summary: string) =>
        again(day, { title: 'Morning briefing', summary, url: `${url}?d` });
      const monday = issue(0, 'Drones hit a refinery; talks go on in Ankara.');
      const tuesday = issue(1, 'Ministers met in Brussels, and a grain ship left Odesa.');
      expect(await desk.take([monday])).toEqual({ added: 1, revised: 0 });
      expect(await desk.take([tuesday])).toEqual({ added: 1, revised: 0 });
      expect(await desk.take([issue(6, monday.summary ?? ''), issue(7, tuesday.summary ?? '')])).toEqual({
        added: 0,
        revised: 0,
      });
      expect(await stories(store)).toHaveLength(2);
    });

    it('takes the same address and headline of another source for a report of its own', async () => {
      const store = await open();
      const { desk } = await openDesk(store);
      await desk.take([piece]);
      expect(await desk.take([again(0, { source: 'two' })])).toEqual({ added: 1, revised: 0 });
      expect(await stories(store)).toHaveLength(1);
    });
  });
});
