import { expect, it } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import { answerOnceOf } from '../../src/desk/request.ts';
import { type Submission, submissionOf } from '../../src/desk/submission.ts';
import { toUpdates } from '../../src/feeds/clean.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { layouts } from '../../src/layout/layouts.ts';
import { secretHash } from '../../src/news/token.ts';
import { updateId } from '../../src/news/update.ts';
import type { Store, Tables } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { deskFile, openDesk } from '../support/room.ts';

const schema = submissionOf(deskFile);
const given = (more: object = {}): Submission =>
  schema.parse({
    source: 'one',
    title: 'NATO defence ministers meet in Brussels on air defence',
    url: 'https://one.example/a',
    ...more,
  });
const by = 'api:wire';

/** Counts how often the stories of the last days are read, as for an index that is made anew. */
function counting(store: Store): { readonly store: Store; readonly recalls: () => number } {
  let recalls = 0;
  const counted = (tables: Tables): Tables => ({
    ...tables,
    updates: {
      ...tables.updates,
      ofStoriesSince: (query) => {
        recalls += 1;
        return tables.updates.ofStoriesSince(query);
      },
    },
  });
  return {
    store: { ...store, ...counted(store), transaction: (work) => store.transaction((tables) => work(counted(tables))) },
    recalls: () => recalls,
  };
}

describeEngines('what is submitted', ({ open }) => {
  const stories = async ({ latest }: Desk) =>
    (await latest({ topic: null, since: null, limit: 10, page: 1 })).stories.map((view) => view.reports.length);

  it('becomes an update as the entry of a feed does', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const title = '  Drones\u202e <b>over</b> the\u0007 &quot;Baltic&quot;  ';
    const [fate] = await desk.submit({
      submissions: [
        given({
          ...{ title, id: 'g', url: 'https://user:pass@one.example/b', summary: '<p>They flew.</p>', author: 'Jo' },
          ...{ published: 'Tue, 24 Nov 2026 13:00:00 +0200', lang: 'en_GB', wire: 'Reuters' },
          image: 'https://one.example/b.jpg',
        }),
      ],
      by,
    });
    const escaped = title.replaceAll(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace('\u0007', '');
    const reading = parseFeed(
      `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>${escaped}</title><guid>g</guid>
      <link>https://user:pass@one.example/b</link><description>They flew.</description><author>Jo</author>
      <pubDate>Tue, 24 Nov 2026 13:00:00 +0200</pubDate><dc:language>en-GB</dc:language><source>Reuters</source>
      <enclosure type="image/jpeg" url="https://one.example/b.jpg"/></item></channel></rss>`,
      null,
    );
    if (reading.kind === 'problem') throw new Error(reading.problem);
    const source = deskFile.sources[0] ?? expect.unreachable();
    const { updates } = toUpdates({ feed: reading.feed, source, now: NOON, topicOf: () => 'military' });
    const { language, ...told } = updates[0] ?? expect.unreachable();
    expect(await store.updates.byIds([fate?.id ?? ''])).toMatchObject([{ ...told, language: 'en-GB' }]);
    expect(told).toMatchObject({
      title: 'Drones over the "Baltic"',
      url: 'https://one.example/b',
      published: NOON - HOUR,
    });
  });

  it('is known again by its id, by its address, and by its page under another id; an edit is a revision', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const submit = async (more: object) => (await desk.submit({ submissions: [given(more)], by }))[0];
    const id = updateId('one', 'https://one.example/a');
    expect(await submit({})).toEqual({ outcome: 'added', id, story: 1 });
    expect(await submit({ url: 'https://one.example/a?utm_source=x' })).toEqual({ outcome: 'known', id, story: 1 });
    expect(await submit({ id: 'their-own' })).toEqual({ outcome: 'known', id, story: 1 });
    expect(await submit({ title: 'NATO ministers meet in Vilnius' })).toEqual({ outcome: 'revised', id, story: 1 });
    expect(await submit({ source: 'two' })).toMatchObject({ outcome: 'added' });
    expect(await store.updates.count()).toBe(2);
  });

  it('is known where a feed brought it', async () => {
    const { desk } = await openDesk(await open());
    const { title, url } = given();
    await desk.take([anUpdate({ title, url, id: updateId('one', 'guid-1') })]);
    const [fate] = await desk.submit({ submissions: [given({ id: 'guid-1' })], by });
    expect(fate).toEqual({ outcome: 'known', id: updateId('one', 'guid-1'), story: 1 });
  });

  it('is told each in turn, also where one request holds a piece twice', async () => {
    const { desk } = await openDesk(await open());
    const other = { title: 'Grain ship leaves Odesa for Egypt', url: 'https://one.example/c' };
    const fates = await desk.submit({ submissions: [given(), given(other), given(), given({ id: 'x' })], by });
    expect(fates.map(({ outcome, story }) => [outcome, story])).toEqual([
      ['added', 1],
      ['added', 2],
      ['added', 1],
      ['known', 1],
    ]);
    expect(fates[3]?.id).toBe(fates[0]?.id);
  });

  it('counts as published now where it is dated ahead or not at all', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const submissions = [
      given({ published: '2027-01-01T00:00:00Z' }),
      given({ url: 'https://one.example/z', id: 'z' }),
    ];
    const fates = await desk.submit({ submissions, by });
    const stored = await store.updates.byIds(fates.map(({ id }) => id));
    expect(stored.map(({ published }) => published)).toEqual(stored.map(() => NOON));
  });

  it('is of the topic that its words give away, unless it names one', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const drones = { title: 'Drones seen over Warsaw', url: 'https://one.example/d' };
    const submissions = [given(drones), given({ ...drones, source: 'two', topic: 'sanctions' })];
    const fates = await desk.submit({ submissions, by });
    const stored = await store.updates.byIds(fates.map(({ id }) => id));
    expect(stored.map(({ source, topic }) => [source, topic])).toEqual([
      ['one', 'military'],
      ['two', 'sanctions'],
    ]);
  });

  it('is on record with who added it, unless nothing was new', async () => {
    const store = await open();
    const { desk } = await openDesk(store);
    const [fate] = await desk.submit({ submissions: [given()], by });
    await desk.submit({ submissions: [given()], by });
    expect(await store.ledger.recent(9)).toEqual([
      {
        at: NOON,
        actor: 'api:wire',
        action: 'updates.taken',
        subject: `update:${fate?.id}`,
        details: { sources: ['one'], added: [fate?.id], revised: [] },
      },
    ]);
  });

  it('in requests shares the headlines of the desk, of which those of a failed one are no part', async () => {
    const { store, recalls } = counting(await open());
    const { desk, room } = await openDesk(store);
    const token = { name: 'ci', publicKey: null, scopes: [], createdAt: NOON, createdBy: 't:a', expiresAt: null };
    await store.tokens.create({ ...token, hash: secretHash('secret') });
    const once = answerOnceOf(room, layouts);
    const ask = (key: string, more: object, fail = false) =>
      once({ token: 1, key, fingerprint: key }, async (inside) => {
        const fates = await inside.submit({ submissions: [given(more)], by });
        if (fail) throw new Error('the store broke');
        return { status: 200, body: String(fates[0]?.story) };
      });
    await expect(ask('a', {}, true)).rejects.toThrow('the store broke');
    const grain = { title: 'Grain ship leaves Odesa for Egypt', url: 'https://one.example/c', topic: 'diplomacy' };
    await desk.submit({ submissions: [given(grain)], by });
    // A headline of the failed request would lead to its story, whose number the grain may have now.
    await ask('b', { source: 'two', topic: 'diplomacy' });
    await desk.take([anUpdate({ title: `${given().title} today`, source: 'three' })]);
    expect(recalls()).toBe(1);
    expect((await stories(desk)).toSorted()).toEqual([1, 2]);
  });
});
