import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { figure } from '../../bench/harness/bench.ts';
import { percentile } from '../../bench/harness/percentile.ts';
import { runBench } from '../../bench/harness/runner.ts';
import { startTime } from '../../bench/harness/start-time.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));
const harness = pathToFileURL(fileURLToPath(new URL('../../bench/harness/bench.ts', import.meta.url))).href;

async function bench(...args: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runBench({
    args,
    folder: join(folder, 'bench'),
    out: (text) => out.push(text),
    progress: (text) => told.push(text),
  });
  return { code, out: out.join('\n'), told: told.join('\n') };
}

describe('npm run bench', () => {
  mkdirSync(join(folder, 'bench'));
  writeFileSync(
    join(folder, 'bench', 'speed.ts'),
    `import { figure } from '${harness}';
     export const bench = {
       name: 'speed', summary: 'How fast.',
       run: async ({ data, slackChannels, only, progress }) => {
         progress('half way');
         return [figure('rate', 12_345.678, 'messages/s', { bound: 'at least', value: 20_000 }), figure([data, slackChannels, only].join(' '), 1, 'ms')];
       },
     };`,
  );
  writeFileSync(join(folder, 'bench', 'broken.ts'), `throw new Error('no such part');`);
  writeFileSync(join(folder, 'bench', 'run.ts'), '');

  test('lists what there is, also beside a broken one', async () => {
    const { code, out } = await bench();
    expect(code).toBe(0);
    expect(out).toMatch(/^speed {3}How fast\.$/m);
    expect(out).toMatch(/^broken {2}cannot be loaded: no such part$/m);
    expect(out).not.toMatch(/^run\b/m);
  });

  test('prints a table and, last, one line of JSON; a missed goal is no error', async () => {
    const { code, out, told } = await bench('speed', '--data', 'somewhere', '--slack-channels', '7', '--only', 'half');
    expect(code).toBe(0);
    expect(told).toBe('half way');
    expect(out).toMatch(/^rate +12,346 {2}messages\/s {2}at least 20,000 {2}MISSED$/m);
    expect(JSON.parse(out.split('\n').at(-1) ?? '')).toEqual({
      bench: 'speed',
      machine: {
        cpu: expect.any(String),
        cores: expect.any(Number),
        memory: expect.any(Number),
        node: process.version,
        platform: expect.any(String),
      },
      figures: [
        { name: 'rate', value: 12_345.678, unit: 'messages/s', goal: { bound: 'at least', value: 20_000 }, met: false },
        { name: 'somewhere 7 half', value: 1, unit: 'ms', goal: null, met: null },
      ],
    });
  });

  test.each([
    [['nothing'], 2, /There are: broken, speed/],
    [['speed', '--fast'], 2, /Usage/],
    [['speed', '--slack-channels', 'many'], 2, /Usage/],
    [['speed', '--slack-channels', '0'], 2, /Usage/],
    [['broken'], 1, /no such part/],
  ])('says what went wrong: %j', async (args, code, told) => {
    expect(await bench(...args)).toMatchObject({ code, out: '', told: expect.stringMatching(told) });
  });
});

test('the bound itself meets a goal', () => {
  expect(figure('a', 2, 's', { bound: 'at most', value: 2 }).met).toBe(true);
  expect(figure('a', 2.1, 's', { bound: 'at most', value: 2 }).met).toBe(false);
  expect(figure('a', 2, '/s', { bound: 'at least', value: 2 }).met).toBe(true);
});

test('a percentile is one of the values', () => {
  const values = [5, 1, 4, 2, 3];
  expect([0, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 3, 5, 5]);
  expect(percentile([], 0.5)).toBeNaN();
});

describe('the time of a start', () => {
  const start = (name: string, source: string, patience?: number) => {
    const script = join(folder, `${name}.mjs`);
    writeFileSync(script, source);
    return startTime({ script, cwd: folder, env: {}, ...(patience === undefined ? {} : { patience }) });
  };

  test('ends at the line that says so, and the process with it', async () => {
    const pause = `process.stdout.write('Rea'); setTimeout(() => console.log('dy at http://127.0.0.1'), 50);`;
    const stay = `setInterval(() => {}, 1000); process.on('SIGINT', () => process.exit());`;
    expect(await start('good', pause + stay)).toBeGreaterThan(0);
  });

  test('is unknown when the script ends before, and what it said is told', async () => {
    await expect(start('bad', `console.error('no store'); process.exit(1);`)).rejects.toThrow(
      /never ready[\s\S]*no store/,
    );
  });

  test('is unknown when it takes too long', async () => {
    await expect(start('slow', 'setInterval(() => {}, 1000);', 300)).rejects.toThrow(/never ready/);
  });
});
