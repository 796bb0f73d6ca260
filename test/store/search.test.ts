import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchThread } from '../../src/store/sqlite/search-thread.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { publish, update } from '../support/store-samples.ts';

describeEngines('searching updates', ({ open }) => {
  let store: Store;
  const find = async (words: readonly string[], limit = 50) =>
    (await store.updates.matching(words, limit)).map((one) => one.id);

  const fill = async () => {
    store = await open();
    await publish(
      store,
      update('tallinn', { title: 'NATO jets over Tallinn', summary: 'F-16s scrambled; Tšahkna speaks' }),
      update('kyiv', { title: 'Київ: сирени', summary: 'Ёлка и ПВО' }),
      update('sanctions', { title: 'EU’s 20th sanctions package', summary: 'on Russia' }),
      update('f35', { title: 'Sixteen F-35 for Nordic NATO air', summary: '16 of them' }),
    );
  };

  describe('reading', () => {
    beforeAll(fill);

    it.each([
      [['nato'], ['f35', 'tallinn']],
      [['NATO', 'jets'], ['tallinn']],
      [['jets', 'sanctions'], []],
      [['tall'], ['tallinn']],
      [['allinn'], []],
      [['tsahkna'], ['tallinn']],
      [['TŠAHKNA'], ['tallinn']],
      [['киі'], ['kyiv']],
      [['КИЇВ'], ['kyiv']],
      [['елка'], ['kyiv']],
      [['пво', 'сирен'], ['kyiv']],
      [['20th'], ['sanctions']],
      [["eu's"], ['sanctions']],
      [['F-16'], ['tallinn']],
      [['16'], ['f35', 'tallinn']],
      [
        ['f', '16'],
        ['f35', 'tallinn'],
      ],
      [
        ['nato', '—', ''],
        ['f35', 'tallinn'],
      ],
    ])('finds %j in %j', async (words, expected) => {
      expect(await find(words)).toEqual(expected);
    });

    it.each([[[]], [['']], [['   ', '\n']], [['&', '|', '!', '*', '"', "'"]], [['\0', '\u0301', '🌍']]])(
      'finds nothing for %j, which holds no letter or digit',
      async (words) => {
        expect(await find(words)).toEqual([]);
      },
    );

    it.each([
      'nato"',
      '"nato',
      "'nato",
      "nato'",
      'nato*',
      'nato:*',
      '^nato',
      'nato)',
      '(nato',
      '-nato',
      '!nato',
      '&nato|',
      'nato\\',
      'nato\0',
      '{nato}:',
      '%nato%',
    ])('takes %j literally', async (word) => {
      expect(await find([word])).toEqual(['f35', 'tallinn']);
    });

    it.each([
      'NOT',
      'AND',
      'OR',
      'NEAR',
      'NEAR(nato jets, 2)',
      'words:nato',
      'nato OR russia',
      'nato AND russia',
      'nato NOT russia',
      'nato & !russia',
      'nato | russia',
      'nato <-> russia',
      'rowid:1',
      "'; drop table updates; --",
      "' || (select 1) || '",
      '<script>alert(1)</script>',
      'x'.repeat(50_000),
      'a-'.repeat(5000),
      '\ud800lone',
      'ﷺ'.repeat(3000),
    ])('makes no operator and no error of %j', async (word) => {
      expect(await find([word])).toEqual([]);
      expect(await find(['nato', word])).toEqual([]);
    });

    it('bears a question of ten thousand words', async () => {
      expect(await find(Array.from({ length: 10_000 }, () => 'nato'))).toEqual(['f35', 'tallinn']);
    });
  });

  describe('writing', () => {
    beforeEach(fill);

    it('keeps and finds texts of hostile size and script', async () => {
      const texts = [
        Array.from({ length: 40_000 }, (_, n) => `w${n}`).join(' '),
        'ﷺ'.repeat(100_000),
        '각'.repeat(100_000),
        Array.from({ length: 33_000 }, (_, n) => String.fromCodePoint(0x20000 + n)).join(' '),
        'z'.repeat(3_000_000),
      ];
      for (const [n, summary] of texts.entries()) await publish(store, update(`big${n}`, { title: 'huge', summary }));
      expect(await find(['huge'])).toEqual(['big4', 'big3', 'big2', 'big1', 'big0']);
      expect(await find(['huge', 'w99'])).toEqual(['big0']);
    });

    it('gives the newest arrivals only, newest first', async () => {
      await publish(store, ...Array.from({ length: 30 }, (_, n) => update(`n${n}`, { title: `Common word ${n}` })));
      expect(await find(['common'], 3)).toEqual(['n29', 'n28', 'n27']);
      expect(await find(['tallinn'], 3)).toEqual(['tallinn']);
    });

    it('finds an update by what it says now, not by what it said', async () => {
      await store.updates.revise(update('tallinn', { title: 'NATO jets over Riga' }), false);
      expect(await find(['tallinn'])).toEqual([]);
      expect(await find(['riga'])).toEqual(['tallinn']);
    });

    it('finds inside a transaction what the transaction wrote', async () => {
      const work = store.transaction(async (tables) => {
        await publish(tables, update('new', { title: 'NATO again' }));
        expect((await tables.updates.matching(['nato', 'again'], 5)).map((one) => one.id)).toEqual(['new']);
        throw new Error('not after all');
      });
      await expect(work).rejects.toThrow('not after all');
      expect(await find(['again'])).toEqual([]);
    });

    it('answers many at once', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => find([n % 2 ? 'nato' : 'київ'])));
      expect(answers.filter((found) => found.length === 2)).toHaveLength(20);
      expect(answers.filter((found) => found.join() === 'kyiv')).toHaveLength(20);
    });
  });
});

describe('the search thread', () => {
  /** A worker that dies on the word "die" and else answers with the limit. */
  const entry = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, expression, limit }) => {
        if (expression === 'die') throw new Error('struck down');
        if (expression === 'leave') process.exit(3);
        const outcome = expression === 'bad' ? { problem: new Error('bad index') } : { found: [limit] };
        parentPort.postMessage({ id, outcome });
      });`)}`,
  );

  it('fails the searches under way when it dies, and starts anew for the next', async () => {
    const thread = searchThread({ file: '', entry });
    await expect(thread.search('die', 1)).rejects.toMatchObject({
      message: 'store: the search failed',
      cause: { message: 'struck down' },
    });
    expect(await thread.search('live', 2)).toEqual([2]);
    const both = await Promise.allSettled([thread.search('leave', 3), thread.search('live', 4)]);
    expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await expect(thread.search('bad', 5)).rejects.toMatchObject({ cause: { message: 'bad index' } });
    expect(await thread.search('live', 6)).toEqual([6]);
    await thread.close();
  });

  it('fails when the database is not there', async () => {
    const thread = searchThread({ file: '/nowhere/sitrep.db' });
    await expect(thread.search('nato', 1)).rejects.toThrow('store: the search failed');
    await thread.close();
  });
});
