import { CamelCasePlugin, Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { firstBreak, GENESIS } from '../../src/news/ledger-chain.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { noon } from '../support/store-samples.ts';

/** Makes the tables as they were before `until`. */
async function oldStore({ dataDir, url }: Place, until: string): Promise<void> {
  const engine = url === null ? openSqlite({ dataDir }) : await openPostgres({ url, onLost: () => {} });
  const db = new Kysely<Schema>({ dialect: engine.dialect, plugins: [new CamelCasePlugin()] });
  await db.schema
    .createTable('migrations')
    .addColumn('name', engine.columns.text, (column) => column.primaryKey())
    .addColumn('appliedAt', 'bigint', (column) => column.notNull())
    .execute();
  for (const [name, up] of Object.entries(migrations)) {
    if (name >= until) break;
    await up(db, engine);
    await db.insertInto('migrations').values({ name, appliedAt: 0 }).execute();
  }
  await engine.settle(db);
  await db.destroy();
}

describeEngines('a store of an earlier release', ({ place }) => {
  it('keeps its subscriptions, and serves each from where its last edition ended', async () => {
    const home = await place();
    await oldStore(home, '005');
    await home.raw(`insert into channels (key, platform, workspace, id, name) values ('a:b', 'a', 'w', 'b', 'b')`);
    const columns = 'channel, topics, cron, zone, max_stories, alerts, next_slot, created_by, created_at';
    for (const alerts of [1, 0])
      await home.raw(
        `insert into subscriptions (${columns}) values ('a:b', '["x"]', '0 8 * * *', 'UTC', 5, ${alerts}, ${noon}, 'a:c', 1)`,
      );
    for (const slot of [7, 9])
      await home.raw(
        `insert into editions (subscription, slot, made_at, stories) values (1, ${slot}, ${slot + 1}, '[3]')`,
      );
    await home.raw(`insert into stories (topic, first, last, arrived) values ('x', 1, 2, 3), ('x', 1, 2, 3)`);
    await home.raw(
      `insert into updates (id, source, title, published, seen, topic, story, revision) values ('u', 's', 't', 1, 50, 'x', 2, 0)`,
    );
    const store = await home.open();
    const terms = { topics: ['x'], leastGrade: null, languages: [], quiet: null, whenEmpty: 'line', pausedAt: null };
    expect(await store.subscriptions.all()).toMatchObject([
      { ...terms, alerts: 'update', coveredTo: 10, nextSlot: noon },
      { ...terms, alerts: null, coveredTo: null },
    ]);
    expect(await store.editions.latest([1])).toMatchObject([{ slot: 9, stories: [3], left: [] }]);
    expect(await store.stories.changed({ topics: ['x'], since: 0, limit: 9 })).toMatchObject([
      { id: 2, changed: 50 },
      { id: 1, changed: 3 },
    ]);
  });

  it('counts what it knew as dated', async () => {
    const home = await place();
    await oldStore(home, '014');
    await home.raw(`insert into stories (topic, first, last, arrived, changed) values ('x', 1, 2, 3, 3)`);
    await home.raw(
      `insert into updates (id, source, title, published, seen, topic, story, revision) values ('u', 's', 't', 1, 50, 'x', 1, 0)`,
    );
    const store = await home.open();
    expect(await store.updates.byIds(['u'])).toMatchObject([{ published: 1, dating: 'dated' }]);
  });

  it('keeps its stories, none of them part of another', async () => {
    const home = await place();
    await oldStore(home, '015');
    await home.raw(
      `insert into stories (topic, first, last, arrived, changed) values ('x', 1, 2, 3, 3), ('x', 1, 2, 3, 3)`,
    );
    const store = await home.open();
    expect(await store.stories.count({})).toBe(2);
    await store.stories.merge(2, 1);
    expect(await store.stories.mergedInto([1, 2])).toEqual(new Map([[2, 1]]));
    expect(await store.storyDecisions.newest()).toBe(0);
  });

  it('chains what its ledger held, in its order', async () => {
    const home = await place();
    await oldStore(home, '008');
    const rows = Array.from(
      { length: 1_001 },
      (_, n) => `(${n}, 'desk', 'digest.skipped', 's', '{"why":"missed","slot":${n}}')`,
    );
    await home.raw(`insert into ledger (at, actor, action, subject, details) values ${rows.join()}`);
    await home.raw('delete from ledger where at in (3, 5)');
    const store = await home.open();
    await store.ledger.append({ at: 9, actor: 'a:b', action: 'story.pinned', subject: 's', details: {} });
    const chain = await store.ledger.rows({ after: null, limit: 2_000 });
    expect(firstBreak(chain, GENESIS)).toBeNull();
    expect(chain.map(({ at }) => at).slice(0, 5)).toEqual([0, 1, 2, 4, 6]);
    expect(chain.slice(-2)).toMatchObject([{ at: 1_000, details: '{"slot":1000,"why":"missed"}' }, { at: 9 }]);
    expect(chain).toHaveLength(1_000);
  });

  it('keeps its alerts with their source, as sent', async () => {
    const home = await place();
    await oldStore(home, '009');
    const columns = 'state, level, headline, link, topics, author, author_name, created_at';
    for (const link of [`'https://wire.example/a"b'`, 'null'])
      await home.raw(
        `insert into alerts (${columns}) values ('sent', 'flash', 'H', ${link}, '[]', 'a:c', 'Ann', ${noon})`,
      );
    const store = await home.open();
    const common = { state: 'sent', story: null, override: null, sentAt: noon, gate: { owners: [], disputed: [] } };
    expect(await store.alerts.recent(9)).toMatchObject([
      { ...common, links: [] },
      { ...common, links: ['https://wire.example/a"b'] },
    ]);
  });
});
