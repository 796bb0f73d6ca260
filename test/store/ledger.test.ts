import { expect, it } from 'vitest';
import { firstBreak, GENESIS } from '../../src/news/ledger-chain.ts';
import type { LedgerEntry } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { channel, noon } from '../support/store-samples.ts';

const entry = (subject: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: noon,
  actor: 'paper:anna',
  action: 'alert.sent',
  subject,
  details: {},
  ...changes,
});

const all = (store: Store) => store.ledger.rows({ after: null, limit: 10_000 });

describeEngines('the ledger', ({ name, open, place }) => {
  it('binds each entry to the one before it, whatever they say', async () => {
    const store = await open();
    await store.ledger.append(entry('1', { details: { level: 'flash', channels: ['b', 'a\0'] } }));
    await store.ledger.appendAll([entry('a\0b\ud800'), entry('Солдати — "quoted" \u{1F30D}')]);
    await store.ledger.appendAll([]);
    await store.transaction((tables) => tables.ledger.append(entry('4', { details: { text: '\ud800' } })));
    const rows = await all(store);
    expect(firstBreak(rows, GENESIS)).toBeNull();
    expect(rows.map(({ subject }) => subject)).toEqual(['1', 'ab\ufffd', 'Солдати — "quoted" \u{1F30D}', '4']);
    expect(rows[0]?.details).toBe('{"channels":["b","a\\u0000"],"level":"flash"}');
    expect(await store.ledger.seqOf(rows[2]?.hash ?? '')).toBe(rows[2]?.seq);
    expect(await store.ledger.seqOf(GENESIS)).toBeNull();
  });

  it('is read in order, from a row on, since a time, of one action', async () => {
    const store = await open();
    const subjects = async (query: Partial<Parameters<typeof store.ledger.rows>[0]>) =>
      (await store.ledger.rows({ after: null, limit: 9, ...query })).map(({ subject }) => subject);
    await store.ledger.appendAll([entry('a'), entry('b', { at: noon + 5 }), entry('c', { action: 'story.pinned' })]);
    const [first] = await all(store);
    expect(await subjects({})).toEqual(['a', 'b', 'c']);
    expect(await subjects({ limit: 2 })).toEqual(['a', 'b']);
    expect(await subjects({ after: first?.seq ?? 0 })).toEqual(['b', 'c']);
    expect(await subjects({ since: noon + 5 })).toEqual(['b']);
    expect(await subjects({ action: 'story.pinned' })).toEqual(['c']);
    expect(await subjects({ after: first?.seq ?? 0, since: noon, action: 'alert.sent' })).toEqual(['b']);
  });

  it('goes on behind an act that was taken back', async () => {
    const store = await open();
    await store.ledger.append(entry('before'));
    const work = store.transaction(async (tables) => {
      await tables.ledger.append(entry('taken back'));
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    await store.ledger.append(entry('after'));
    const rows = await all(store);
    expect(rows.map(({ subject }) => subject)).toEqual(['before', 'after']);
    expect(firstBreak(rows, GENESIS)).toBeNull();
  });

  it('is one chain although several write at once', async () => {
    const home = await place();
    const writers = await Promise.all(['a', 'b', 'c', 'd'].map(async (who) => ({ who, store: await home.open() })));
    await Promise.all(
      writers.map(async ({ who, store }) => {
        for (let n = 0; n < 50; n += 2)
          await store.transaction(async (tables) => {
            // As every act does, which waits for nobody once it has come to the ledger.
            await tables.channels.save(channel(n % 4 === 0 ? 'all' : who));
            await tables.ledger.append(entry(`${who}${n}`));
            await tables.ledger.append(entry(`${who}${n + 1}`));
          });
      }),
    );
    const rows = await all(writers[0]?.store ?? (await home.open()));
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(200);
    expect(firstBreak(rows, GENESIS)).toBeNull();
  });

  it('is not changed by anybody who writes to the database', async () => {
    const home = await place();
    const store = await home.open();
    await store.ledger.appendAll([entry('a'), entry('b')]);
    const before = await all(store);
    const columns = 'seq, at, actor, action, subject, details, previous, hash';
    const statements = [
      `update ledger set subject = 'x'`,
      `delete from ledger where subject = 'b'`,
      ...(name === 'sqlite'
        ? [`insert or replace into ledger (${columns}) select ${columns} from ledger`]
        : ['truncate ledger']),
    ];
    for (const statement of statements)
      await expect(home.raw(statement), statement).rejects.toThrow('store: the ledger is append-only');
    expect(await all(store)).toEqual(before);
  });
});
