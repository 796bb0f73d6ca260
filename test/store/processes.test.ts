import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { firstBreak, GENESIS } from '../../src/news/ledger-chain.ts';
import { lockDataDir } from '../../src/store/lock.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { runElsewhere } from '../support/store-process.ts';
import { channel, claim, delivery, publish, story, update } from '../support/store-samples.ts';

const run = (code: string) => {
  const other = runElsewhere(code);
  onTestFinished(() => void other.child.kill('SIGKILL'));
  return other;
};

describeEngines('several processes on one store', ({ place }) => {
  let home: Place;
  const opening = () => `openStore(${JSON.stringify({ dataDir: home.dataDir, url: home.url })})`;
  beforeEach(async () => {
    home = await place();
  });

  it('write side by side, in transactions and without', async () => {
    const other = run(`
      const store = await ${opening()};
      console.log('ready');
      for (let n = 0; n < 40; n += 1) {
        await store.transaction(async (tables) => {
          const id = await tables.stories.create(${JSON.stringify(story)});
          await tables.updates.add({ ...${JSON.stringify(update('x'))}, id: 'there-' + n }, id);
        });
        await store.ledger.append({ at: n, actor: 'there', action: 'a', subject: 's', details: {} });
      }
      await store.close();
      console.log('done');
    `);
    const store = await home.open();
    await other.line();
    for (let n = 0; n < 40; n += 1) {
      await store.transaction(async (tables) => {
        await tables.updates.count();
        await publish(tables, update(`here-${n}`));
      });
      await store.ledger.append({ at: n, actor: 'here', action: 'a', subject: 's', details: {} });
    }
    expect(await other.line()).toBe('done');
    expect(await store.updates.count()).toBe(80);
    const recorded = await store.ledger.rows({ after: null, limit: 1000 });
    expect(recorded).toHaveLength(80);
    expect(firstBreak(recorded, GENESIS)).toBeNull();
    expect(await store.updates.matching(['update', 'there'], 200)).toEqual([]);
    expect(await store.updates.matching(['update'], 300)).toHaveLength(80);
  });

  it('make the tables once when they start together', async () => {
    const others = Array.from({ length: 3 }, () =>
      run(
        `const store = await ${opening()}; await store.stories.create(${JSON.stringify(story)}); await store.close();`,
      ),
    );
    expect(await Promise.all(others.map((other) => other.ended))).toEqual([0, 0, 0]);
    expect(await (await home.open()).stories.count({})).toBe(3);
  });

  it('keep every acknowledged write when one is killed', async () => {
    const other = run(`
      const store = await ${opening()};
      await store.channels.save(${JSON.stringify(channel('front'))});
      await store.deliveries.enqueue(${JSON.stringify(delivery('one'))});
      const [{ delivery, token }] = await store.deliveries.claim({ now: ${delivery('').createdAt}, leaseUntil: 0, limit: 1, platforms: ['paper'] });
      await store.deliveries.trying(delivery.id, token, ${delivery('').createdAt});
      for (let n = 1; ; n += 1) {
        await store.transaction(async (tables) => {
          const id = await tables.stories.create(${JSON.stringify(story)});
          await tables.updates.add({ ...${JSON.stringify(update('x'))}, id: 'u' + n }, id);
        });
        console.log(n);
      }
    `);
    let acknowledged = 0;
    while (acknowledged < 50) acknowledged = Number(await other.line());
    other.child.kill('SIGKILL');
    expect(await other.ended).toBe('SIGKILL');

    const store = await home.open();
    const [updates, stories] = [await store.updates.count(), await store.stories.count({})];
    expect(updates).toBeGreaterThanOrEqual(acknowledged);
    expect(stories).toBe(updates);
    expect(await store.updates.matching(['update'], 10_000)).toHaveLength(updates);
    expect(await claim(store, delivery('').createdAt)).toMatchObject([{ uncertain: true, delivery: { attempts: 1 } }]);
  });
});

describe('the lock of a data directory', () => {
  const directory = () => {
    const parent = mkdtempSync(join(tmpdir(), 'sitrep-lock-'));
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
    return join(parent, 'data');
  };
  const holding = (dataDir: string) =>
    run(`lockDataDir(${JSON.stringify(dataDir)}); console.log(process.pid); setInterval(() => {}, 1000);`);

  it('keeps a second process out and names the first, until that ends however it dies', async () => {
    const dataDir = directory();
    const other = holding(dataDir);
    const pid = await other.line();
    const refusal = expect.stringMatching(
      new RegExp(
        `^store: the data directory is in use by process ${pid} \\(.*data\\)\\. .*SITREP_DATA_DIR.*DATABASE_URL`,
      ),
    );
    expect(() => lockDataDir(dataDir)).toThrow(expect.objectContaining({ name: 'UserError', message: refusal }));
    other.child.kill('SIGKILL');
    await other.ended;
    const lock = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${process.pid} `);
    lock.release();
    lockDataDir(dataDir).release();
  });

  it('does not keep a terminal command from the store', async () => {
    const dataDir = directory();
    await holding(dataDir).line();
    const command = run(`
      const store = await openStore({ dataDir: ${JSON.stringify(dataDir)}, url: null });
      console.log(await store.updates.count());
      await store.close();
    `);
    expect(await command.line()).toBe('0');
    expect(await command.ended).toBe(0);
  });
});
