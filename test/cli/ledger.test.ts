import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledger } from '../../src/cli/ledger.ts';
import { chainEntries, GENESIS } from '../../src/news/ledger-chain.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import type { LedgerRow } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines, type Place } from '../support/databases.ts';
import { HOUR, NOON } from '../support/news.ts';

const DAY = 24 * HOUR;

describeEngines('sitrep ledger', ({ name, place }) => {
  let home: Place;
  let store: Store;
  beforeEach(async () => {
    home = await place();
    store = await home.open();
  });

  const record = (subject: string, changes: { readonly at?: number; readonly action?: string } = {}) =>
    store.ledger.append({
      at: NOON,
      actor: 'test:anna',
      action: 'alert.sent',
      subject,
      details: { level: 'flash', headline: 'Ministers meet', link: null, topics: [] },
      ...changes,
    });
  const rows = () => store.ledger.rows({ after: null, limit: 10_000 });
  const asked = async (
    args: readonly string[],
    more: Partial<Parameters<typeof ledger>[0]> = {},
  ): Promise<{ tone: string; words: string; rows: readonly object[] }> => {
    const out = new PassThrough();
    const exported = text(out);
    const answer = await ledger({ bureau: { store }, args, out, clock: () => NOON, tell: expect.unreachable, ...more });
    out.end();
    if (answer === null) return { tone: '', words: await exported, rows: [] };
    const message = 'rows' in answer ? answer.message : answer;
    const words = renderTerminal(message, { columns: 1_000, colour: false, zone: 'UTC', now: NOON });
    return { tone: message.tone, words, rows: 'rows' in answer ? answer.rows : [] };
  };

  it('lists the newest entries in words', async () => {
    expect((await asked([])).words).toContain('The ledger has no entry yet.');
    for (let n = 1; n <= 21; n += 1) await record(`alert:${n}`);
    const { words, rows: data } = await asked([]);
    expect(words).toContain(
      '- 24 November 2026, 12:00 UTC · alert.sent · alert:21 · by test:anna · headline Ministers meet, level flash\n',
    );
    expect(words.match(/alert\.sent/g)).toHaveLength(20);
    expect(data).toHaveLength(20);
    expect(data[0]).toMatchObject({ subject: 'alert:21', details: { level: 'flash' } });
  });

  it('verifies a whole chain: how many, since when, and its head', async () => {
    expect(await asked(['verify'])).toMatchObject({
      tone: 'routine',
      words: expect.stringMatching(/no entry yet[\s\S]*Entries +0\n[\s\S]*Head +0{64}\n/),
    });
    await record('first', { at: NOON - DAY });
    for (const subject of ['a', 'b']) await record(subject);
    const head = (await rows()).at(-1)?.hash;
    const { tone, words } = await asked(['verify']);
    expect(tone).toBe('routine');
    expect(words).toMatch(/^The ledger is whole/);
    expect(words).toMatch(new RegExp(`Entries +3\\nSince +23 November 2026, 12:00 UTC\\nHead +${head}\\n`));
  });

  it('proves that a head noted elsewhere is still in the chain', async () => {
    for (let n = 0; n < 1_203; n += 401)
      await store.ledger.appendAll(
        Array.from({ length: 401 }, () => ({ at: NOON, actor: 'a', action: 'a', subject: 's', details: {} })),
      );
    const chain = await rows();
    const behind = async (head = '') => (await asked(['verify', '--head', head])).words;
    expect(await behind(chain.at(-1)?.hash)).toMatch(/Noted head +in its place, 0 entries behind it/);
    expect(await behind(chain[1_100]?.hash.toUpperCase())).toContain('in its place, 102 entries behind it');
    expect(await behind(chain[0]?.hash)).toContain('in its place, 1,202 entries behind it');
    expect(await behind(GENESIS)).toContain('in its place, 1,203 entries behind it');
    await expect(asked(['verify', '--head', 'abc'])).rejects.toThrow('--head takes the 64 letters and digits');
  });

  describe('that somebody meddled with', () => {
    const unprotect = async () => {
      if (name === 'postgres') await home.raw('drop trigger ledger_append_only on ledger');
      else for (const act of ['update', 'delete', 'replace']) await home.raw(`drop trigger ledger_no_${act}`);
    };
    /** Puts these in place of all that is there, as rows 1, 2, 3 … */
    const rewrite = async (entries: readonly (Omit<LedgerRow, 'seq'> | undefined)[]) => {
      await home.raw('delete from ledger');
      const values = entries.flatMap((entry, place) =>
        entry === undefined
          ? []
          : `(${place + 1}, ${entry.at}, '${entry.actor}', '${entry.action}', '${entry.subject}', '${entry.details}', '${entry.previous}', '${entry.hash}')`,
      );
      await home.raw(
        `insert into ledger (seq, at, actor, action, subject, details, previous, hash)
         ${name === 'postgres' ? 'overriding system value' : ''} values ${values.join()}`,
      );
    };
    let chain: readonly LedgerRow[];
    beforeEach(async () => {
      for (const subject of ['a', 'b', 'c', 'd', 'e']) await record(subject);
      chain = await rows();
      await unprotect();
    });
    const broken = async (seq: number, subject: string, why: string) => {
      const { tone, words } = await asked(['verify']);
      expect(tone).toBe('problem');
      expect(words).toContain(`The ledger is broken at entry ${seq}.`);
      expect(words).toMatch(
        new RegExp(
          `When +24 November 2026, 12:00 UTC\\nActor +test:anna\\nAction +alert.sent\\nSubject +${subject}\\n`,
        ),
      );
      expect(words).toContain(why);
    };

    it('names an entry that was changed', async () => {
      await home.raw(`update ledger set details = '{"level":"update"}' where seq = 3`);
      await broken(3, 'c', 'it was changed after it was written');
      expect((await asked(['verify'])).words).toMatch(/In order before it +2 entries/);
    });

    it.each([
      [`at = 99999999999999999`, /When +\d{17}/],
      [`details = 'no JSON'`, /When +24 November/],
    ])('names one that was changed into what no entry is, and exports it: %s', async (change, when) => {
      await home.raw(`update ledger set ${change} where seq = 3`);
      expect((await asked(['verify'])).words).toMatch(when);
      expect((await asked(['export'])).words.split('\n')).toHaveLength(6);
    });

    it('names the place where entries are missing', async () => {
      await home.raw('delete from ledger where seq in (2, 3)');
      await broken(4, 'd', 'The entry that it follows is missing');
      expect((await asked(['verify'])).words).toMatch(/In order before it +1 entry/);
    });

    it('names the first entry where the beginning is missing', async () => {
      await home.raw('delete from ledger where seq = 1');
      await broken(2, 'b', 'The entry that it follows is missing');
    });

    it('names two that stand in each other’s place', async () => {
      await rewrite([0, 1, 3, 2, 4].map((place) => chain[place]));
      await broken(3, 'd', 'It follows entry 4, which comes later');
    });

    it('names the place where an entry was put in', async () => {
      const [first, second, ...others] = chain;
      const forged = chainEntries(chain.slice(0, 1), second?.hash ?? '');
      await rewrite([first, second, ...forged, ...others]);
      await broken(4, 'c', 'It follows entry 2 and not the one before it');
      await rewrite([...chainEntries(chain.slice(4), GENESIS), ...chain]);
      await broken(2, 'a', 'It says that it is the first entry');
    });

    it('names an entry that somebody wrote past Sitrep, although Sitrep goes on behind it', async () => {
      await home.raw(
        `insert into ledger (at, actor, action, subject, details, previous, hash)
         values (${NOON}, 'test:anna', 'alert.sent', 'x', '{}', '${chain[4]?.hash}', 'y')`,
      );
      await record('f');
      await broken(6, 'x', 'Sitrep never wrote it');
    });

    it('shows by a noted head alone that the newest are missing, or that all was written anew', async () => {
      await home.raw('delete from ledger where seq > 3');
      expect(await asked(['verify'])).toMatchObject({ tone: 'routine' });
      expect(await asked(['verify', '--head', chain[4]?.hash ?? ''])).toMatchObject({
        tone: 'problem',
        words: expect.stringContaining('The noted head is not in the ledger'),
      });
      await rewrite(chainEntries([{ ...chain[0], subject: 'x' } as LedgerRow, ...chain.slice(1)], GENESIS));
      expect(await asked(['verify'])).toMatchObject({ tone: 'routine' });
      expect(await asked(['verify', '--head', chain[4]?.hash ?? ''])).toMatchObject({ tone: 'problem' });
    });
  });

  it('says how far it is when it takes long, once a second', async () => {
    for (let n = 0; n < 5; n += 1)
      await store.ledger.appendAll(
        Array.from({ length: 1_000 }, () => ({ at: NOON, actor: 'a', action: 'a', subject: 's', details: {} })),
      );
    let now = NOON;
    const told: string[] = [];
    const clock = () => {
      now += 600;
      return now;
    };
    await asked(['verify'], { clock, tell: (words) => void told.push(words) });
    expect(told).toEqual(['2,000 entries are in order', '4,000 entries are in order']);
    await asked(['verify']);
  });

  it('exports JSON lines: all, since a time, or of one action', async () => {
    await record('old', { at: NOON - 8 * DAY });
    await store.ledger.appendAll(
      Array.from({ length: 1_000 }, () => ({ at: NOON, actor: 'a', action: 'a', subject: 's', details: {} })),
    );
    await record('new', { at: NOON - 6 * DAY });
    const exported = async (...args: readonly string[]) =>
      (await asked(['export', ...args])).words
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    const chain = await rows();
    const all = await exported();
    expect(all).toHaveLength(1_002);
    expect(all[0]).toEqual({
      seq: chain[0]?.seq,
      at: '2026-11-16T12:00:00.000Z',
      actor: 'test:anna',
      action: 'alert.sent',
      subject: 'old',
      details: { level: 'flash', headline: 'Ministers meet', link: null, topics: [] },
      previous: GENESIS,
      hash: chain[0]?.hash,
    });
    const subjects = async (...args: readonly string[]) => (await exported(...args)).map(({ subject }) => subject);
    expect(await subjects('--action', 'alert.sent')).toEqual(['old', 'new']);
    expect(await subjects('--since', '7d', '--action', 'alert.sent')).toEqual(['new']);
    expect(await subjects('--since', '2026-11-16')).toHaveLength(1_002);
    expect(await subjects('--action', 'nothing')).toEqual([]);
  });

  it('ends quietly where a reader has enough', async () => {
    await record('a');
    const out = new Writable({
      write: (_, __, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    expect(await asked(['export'], { out })).toMatchObject({ tone: '' });
  });

  it.each([
    [['exprot'], 'sitrep ledger lists the newest entries'],
    [['verify', '--hed'], '--hed'],
    [['export', '--since', 'yesterday-ish'], 'Write it as 24h'],
  ])('answers %j with a hint', async (args, hint) => {
    await expect(asked(args)).rejects.toThrow(hint);
  });
});
