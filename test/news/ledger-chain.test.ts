import { describe, expect, it } from 'vitest';
import { canonicalJson, chainEntries, firstBreak, GENESIS, type RecordedEntry } from '../../src/news/ledger-chain.ts';
import { NOON } from '../support/news.ts';

const entry = (subject: string): RecordedEntry => ({
  at: NOON,
  actor: 'test:anna',
  action: 'alert.sent',
  subject,
  details: '{"level":"flash"}',
});

const chain = chainEntries(['a', 'b', 'c', 'd', 'e'].map(entry), GENESIS);
const kept = (...places: readonly number[]) => places.flatMap((place) => chain[place] ?? []);

describe('a chain', () => {
  it('begins at the genesis hash and binds each entry to the one before it', () => {
    expect(GENESIS).toMatch(/^0{64}$/);
    expect(chain.map(({ previous }) => previous)).toEqual([GENESIS, ...chain.slice(0, -1).map(({ hash }) => hash)]);
    expect(new Set(chain.map(({ hash }) => hash)).size).toBe(5);
    expect(chain[0]).toEqual({ ...entry('a'), previous: GENESIS, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('has the hashes that were once given to people, for ever', () => {
    // printf '%064d\n[1795521600000,"test:anna","alert.sent","a",{"level":"flash"}]' 0 | sha256sum
    expect([NOON, chain[0]?.hash]).toEqual([
      1795521600000,
      'cc7f9900cf9e9e43549e3ef2c6f769e0274a6c1fbc798b0e3638afdd426ada10',
    ]);
  });

  it('goes on from an earlier head as if it were one run', () => {
    const first = chainEntries([entry('a'), entry('b')], GENESIS);
    expect([...first, ...chainEntries(['c', 'd', 'e'].map(entry), first[1]?.hash ?? '')]).toEqual(chain);
    expect(chainEntries([], GENESIS)).toEqual([]);
  });

  it('is found whole, also in runs', () => {
    expect(firstBreak(chain, GENESIS)).toBeNull();
    expect(firstBreak(chain.slice(2), chain[1]?.hash ?? '')).toBeNull();
    expect(firstBreak([], GENESIS)).toBeNull();
  });

  it.each([
    ['at', { at: NOON + 1 }],
    ['actor', { actor: 'test:bert' }],
    ['action', { action: 'alert.withdrawn' }],
    ['subject', { subject: 'x' }],
    ['details', { details: '{"level":"update"}' }],
    ['details in another spelling', { details: '{"level": "flash"}' }],
    ['previous hash', { previous: GENESIS }],
    ['hash', { hash: GENESIS }],
  ])('shows a change of its %s', (_, change) => {
    const changed = chain.map((one, place) => (place === 2 ? { ...one, ...change } : one));
    expect(firstBreak(changed, GENESIS)).toMatchObject({ kind: 'changed', entry: changed[2] });
  });

  it('shows what moves from one part of an entry into the next', () => {
    const [one] = chainEntries([{ ...entry('a'), actor: 'x', action: 'y","z' }], GENESIS);
    const [other] = chainEntries([{ ...entry('a'), actor: 'x","y', action: 'z' }], GENESIS);
    expect(one?.hash).not.toBe(other?.hash);
  });

  it.each([
    ['a missing entry', kept(0, 1, 3, 4), 2],
    ['a missing beginning', kept(1, 2, 3, 4), 0],
    ['two that stand in each other’s place', kept(0, 2, 1, 3, 4), 1],
    ['one that comes twice', kept(0, 1, 1, 2), 2],
    ['a forged one between', [...kept(0), ...chainEntries([entry('x')], chain[0]?.hash ?? ''), ...kept(1, 2)], 2],
  ])('shows %s', (_, entries, place) => {
    expect(firstBreak(entries, GENESIS)).toEqual({ kind: 'displaced', entry: entries[place] });
  });
});

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: { d: [3, { z: 1, y: null }], c: 'x' } }, '{"a":{"c":"x","d":[3,{"y":null,"z":1}]},"b":1}'],
    // An object of JavaScript would bring numbers to the front.
    [{ b: 1, 10: 'ten', 9: 'nine' }, '{"10":"ten","9":"nine","b":1}'],
    [
      { gone: undefined, at: new Date(0), text: 'a "b"\n\0' },
      '{"at":"1970-01-01T00:00:00.000Z","text":"a \\"b\\"\\n\\u0000"}',
    ],
    [{}, '{}'],
  ])('writes %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
