import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside the project, so that the cases find vitest; git does not see .vitest.
mkdirSync(`${root}/.vitest`, { recursive: true });
const folder = mkdtempSync(`${root}/.vitest/tally-`);
afterAll(() => rmSync(folder, { recursive: true }));

interface Ending {
  readonly code: number;
  readonly lastLine: string;
}

/** Runs one test file in a run of its own. */
function run(name: string, source: string, ci = ''): Promise<Ending> {
  const home = `${folder}/${name}`;
  mkdirSync(home);
  writeFileSync(`${home}/case.test.ts`, `import { beforeAll, describe, test } from 'vitest';\n${source}`);
  writeFileSync(
    `${home}/vitest.config.ts`,
    `export default { test: { reporters: ['default', '${root}/test/support/tally.ts'] } };`,
  );
  return new Promise((resolve) => {
    const args = [`${root}/node_modules/vitest/vitest.mjs`, 'run', '--root', home];
    execFile(process.execPath, args, { cwd: home, env: { ...process.env, CI: ci } }, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), lastLine: stdout.trimEnd().split('\n').at(-1) ?? '' });
    });
  });
}

const skipped = `test('a', () => {}); test.skip('b', () => {});`;
const hook = `test('a', () => {}); describe('d', () => { beforeAll(() => { throw new Error('no'); }); test('b', () => {}); });`;

test.each([
  ['passes', `test('a', () => {});`, '', 0, '1 passed, 0 failed, 0 skipped'],
  ['does-not-load', `import './missing.ts';`, '', 1, '0 passed, 1 failed, 0 skipped'],
  ['has-no-test', '', '', 1, '0 passed, 1 failed, 0 skipped'],
  ['breaks-in-a-hook', hook, '', 1, '1 passed, 1 failed, 1 skipped'],
  ['skips', skipped, '', 0, '1 passed, 0 failed, 1 skipped'],
  ['skips-in-ci', skipped, 'true', 1, '1 passed, 0 failed, 1 skipped'],
])('a file that %s', async (name, source, ci, code, lastLine) => {
  expect(await run(name, source, ci)).toEqual({ code, lastLine });
});
