import { describe, expect, test } from 'vitest';
import { runChaos } from '../bench/chaos/chaos.ts';
import { readOptions } from '../bench/chaos/options.ts';
import { createWeather, troubles } from '../bench/chaos/weather.ts';
import { seeded } from '../bench/harness/corpus.ts';
import { testServer } from './support/databases.ts';

test('ten kills in a storm lose nothing, double nothing and keep the order', { timeout: 240_000 }, async () => {
  const { findings, figures } = await runChaos({
    alerts: false,
    kills: 10,
    seed: 11,
    channels: 40,
    replicas: 1,
    storm: 2,
    without: [],
    progress: () => {},
  });
  expect(findings).toEqual([]);
  const figure = (name: string): number => figures.find((one) => one.name === name)?.value ?? 0;
  expect(figure('kills')).toBe(10);
  expect(figure('messages delivered')).toBeGreaterThan(100);
  for (const platform of ['Slack', 'Discord'])
    expect(figure(`deliveries of several pages on ${platform}`)).toBeGreaterThan(0);
  expect(figure('faults of the platforms')).toBeGreaterThan(0);
  expect(figure('answers lost')).toBeGreaterThan(0);
  expect(figure('rows reconciled')).toBe(figure('answers lost'));
});

test.skipIf(testServer === null)(
  'two bots on one PostgreSQL, killed in turn, lose and double nothing either',
  { timeout: 300_000 },
  async () => {
    const { findings, figures } = await runChaos({
      alerts: false,
      kills: 5,
      seed: 12,
      channels: 20,
      replicas: 2,
      storm: 1,
      without: [],
      database: testServer ?? '',
      progress: () => {},
    });
    expect(findings).toEqual([]);
    const missed = figures.filter(({ met }) => met === false);
    expect(missed).toEqual([]);
  },
);

test('four kills leave no alert without its keys and no copy uncorrected', { timeout: 240_000 }, async () => {
  const { findings, figures } = await runChaos({
    alerts: true,
    kills: 4,
    // The first alerts of this one are corrected and withdrawn.
    seed: 27,
    channels: 6,
    replicas: 1,
    storm: 2,
    without: [],
    progress: () => {},
  });
  expect(findings).toEqual([]);
  const figure = (wanted: string): number => figures.find(({ name }) => name.startsWith(wanted))?.value ?? 0;
  for (const done of ['alerts sent', 'corrections', 'withdrawals', 'copies edited', 'notes', 'acts confirmed'])
    expect(figure(done), done).toBeGreaterThan(0);
});

describe('the weather', () => {
  const thousands = 20_000;

  test('brings every trouble to both platforms, to a few requests in a hundred', () => {
    const { slack, discord, drawn } = createWeather({ random: seeded(1) });
    const faults = Array.from({ length: thousands }, () => [slack('chat.postMessage'), discord('POST /')]).flat();
    expect([...drawn.keys()].toSorted()).toEqual(troubles.toSorted());
    const share = faults.filter((fault) => fault !== null).length / faults.length;
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.15);
  });

  test('leaves out what it is told to', () => {
    const { slack, drawn } = createWeather({ random: seeded(1), without: ['refused token'] });
    for (let count = 0; count < thousands; count += 1) slack('chat.postMessage');
    expect(drawn.has('refused token')).toBe(false);
    expect(drawn.has('hang after')).toBe(true);
  });

  test('is as bad as it is told to be', () => {
    const share = (storm: number): number => {
      const { slack } = createWeather({ random: seeded(1), storm });
      const faults = Array.from({ length: thousands }, () => slack('chat.postMessage'));
      return faults.filter((fault) => fault !== null).length / thousands;
    };
    expect(share(3) / share(1)).toBeGreaterThan(2.5);
  });
});

describe('npm run chaos', () => {
  test('has its defaults', () => {
    expect(readOptions([], undefined)).toMatchObject({ kills: 200, seed: 1, channels: 200, replicas: 1, storm: 1 });
    expect(readOptions(['--alerts'], undefined)).toMatchObject({ alerts: true, kills: 100, channels: 24 });
  });

  test('takes what it is told', () => {
    const args = ['--kills', '3', '--seed', '5', '--channels', '40', '--replicas', '2', '--without', 'hang after'];
    expect(readOptions(args, 'postgres://127.0.0.1/test')).toMatchObject({
      kills: 3,
      seed: 5,
      channels: 40,
      replicas: 2,
      without: ['hang after'],
    });
    expect(readOptions(['--help'], undefined)).toBe('help');
  });

  test.each([[['--kills', '0']], [['--kills', 'many']], [['--fast']], [['--without', 'snow']], [['--replicas', '2']]])(
    'refuses %j',
    (args) => {
      expect(readOptions(args, undefined)).toBeNull();
    },
  );
});
