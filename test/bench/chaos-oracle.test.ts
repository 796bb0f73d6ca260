import { describe, expect, test } from 'vitest';
import { type Evidence, type Finding, judge, type Row } from '../../bench/chaos/oracle.ts';
import type { Standing } from '../../bench/chaos/standing.ts';

const channel = 'slack:C1';
const slot = Date.UTC(2026, 10, 23, 8);

const row = (given: Partial<Row> & Pick<Row, 'id' | 'key'>): Row => ({
  kind: 'alert',
  channel,
  state: 'sent',
  reason: null,
  receipts: [`${given.id}.0`],
  marks: [`${given.id}/0`],
  ...given,
});
const message = (given: Partial<Standing> & Pick<Standing, 'receipt'>): Standing => ({
  channel,
  mark: given.receipt.replace('.', '/'),
  above: null,
  text: 'Words',
  posted: 'Words',
  firstTime: null,
  ...given,
});

/** Two alerts and a digest of two pages, all as they should be. */
const well: Evidence = {
  rows: [
    row({ id: 'a', key: `alert:1:${channel}` }),
    row({ id: 'b', key: `alert:2:${channel}` }),
    row({
      id: 'c',
      key: `edition:7:${slot}`,
      kind: 'digest',
      receipts: ['c.0', 'c.1'],
      marks: ['c/0', 'c/1'],
    }),
  ],
  standing: [
    message({ receipt: 'a.0', text: 'Drill one' }),
    message({ receipt: 'c.0', text: 'Desk · digest', firstTime: slot / 1_000 }),
    message({ receipt: 'b.0', text: 'Drill two' }),
    message({ receipt: 'c.1', firstTime: 5 }),
  ],
  alerts: [
    { headline: 'Drill one', number: 1, channels: [channel] },
    { headline: 'Drill two', number: 2, channels: [channel] },
    { headline: 'Drill that nobody answered', number: null, channels: [channel] },
  ],
  digests: [{ subscription: 7, slot, channel }],
};

const told = (evidence: Partial<Evidence>): readonly string[] =>
  judge({ ...well, ...evidence }).map(({ wrong, what }: Finding) => `${wrong}: ${what}`);
const without = (receipt: string) => well.standing.filter((one) => one.receipt !== receipt);
const changed = (id: string, change: Partial<Row>) =>
  well.rows.map((one) => (one.id === id ? { ...one, ...change } : one));

test('all is well where everything stands once and in order', () => {
  expect(judge(well)).toEqual([]);
});

describe('a message is lost', () => {
  test.each<[string, Partial<Evidence>, string]>([
    ['whose row says that it was sent', { standing: without('b.0') }, `lost: alert:2:${channel}`],
    ['of which a page is missing', { standing: without('c.1') }, `lost: edition:7:${slot}`],
    [
      'whose row never ended',
      { rows: changed('b', { state: 'failed', reason: 'no', receipts: [] }), standing: without('b.0') },
      `lost: alert:2:${channel}`,
    ],
    ['that has fewer receipts than pages', { rows: changed('c', { receipts: ['c.0'] }) }, `lost: edition:7:${slot}`],
    ['whose receipt is of another message', { rows: changed('b', { receipts: ['a.0'] }) }, `lost: alert:2:${channel}`],
    [
      'that an editor was promised and no row knows',
      { alerts: [{ headline: 'Drill three', number: 3, channels: [channel] }] },
      `lost: alert:3:${channel}`,
    ],
    [
      'in one channel of two',
      { alerts: [{ headline: 'Drill one', number: 1, channels: [channel, 'discord:2'] }] },
      'lost: alert:1:discord:2',
    ],
    [
      'where a digest was due and no row knows',
      { digests: [...well.digests, { subscription: 7, slot: slot + 60_000, channel }] },
      `lost: edition:7:${slot + 60_000}`,
    ],
  ])('%s', (_, evidence, finding) => {
    expect(told(evidence)).toEqual([finding]);
  });
});

describe('a message is doubled', () => {
  test.each<[string, Partial<Evidence>, readonly string[]]>([
    [
      'by its mark',
      { standing: [...well.standing, message({ receipt: 'b.9', mark: 'b/0' })] },
      [`doubled: alert:2:${channel}`],
    ],
    [
      'on its second page',
      { standing: [...well.standing, message({ receipt: 'c.9', mark: 'c/1' })] },
      [`doubled: edition:7:${slot}`],
    ],
    [
      'by two rows of one order, which nobody saw answered',
      {
        rows: [...well.rows, row({ id: 'd', key: `alert:4:${channel}` }), row({ id: 'e', key: `alert:5:${channel}` })],
        standing: [
          ...well.standing,
          message({ receipt: 'd.0', text: 'Drill that nobody answered' }),
          message({ receipt: 'e.0', text: 'Drill that nobody answered' }),
        ],
      },
      ['doubled: Drill that nobody answered'],
    ],
    [
      'by two digests of one slot',
      {
        rows: [...well.rows, row({ id: 'd', key: 'edition:8:1', kind: 'digest' })],
        standing: [...well.standing, message({ receipt: 'd.0', text: 'Desk · digest', firstTime: slot / 1_000 })],
      },
      [`doubled: edition:7:${slot}`],
    ],
  ])('%s', (_, evidence, findings) => {
    expect(told(evidence)).toEqual(findings);
  });
});

describe('a message is out of order', () => {
  const [one, digest, two, page] = well.standing as [Standing, Standing, Standing, Standing];

  test('when it stands before one of its kind that was due earlier', () => {
    expect(told({ standing: [two, one, digest, page] })).toEqual([`out of order: alert:2:${channel}`]);
  });

  test('when its pages do not follow each other', () => {
    expect(told({ standing: [one, page, digest, two] })).toEqual([`out of order: edition:7:${slot}`]);
  });

  test('but an alert may overtake a digest', () => {
    expect(told({ standing: [digest, one, page, two] })).toEqual([]);
    expect(told({ standing: [one, two, digest, page] })).toEqual([]);
  });
});

test('what no row accounts for is told, also in the wrong channel and without a mark', () => {
  const strangers = [
    message({ receipt: 'x.0' }),
    message({ receipt: 'y.0', mark: null }),
    message({ receipt: 'z.0', mark: 'a/0', channel: 'discord:2' }),
  ];
  expect(told({ standing: [...well.standing, ...strangers] })).toEqual(
    ['x.0', 'y.0', 'z.0'].map((receipt) => `unaccounted for: ${receipt}`),
  );
});
