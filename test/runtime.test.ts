import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../bin', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sitrep-runtime-')));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the check of the runtime', () => {
  const check = (...before: string[]) =>
    spawnSync(process.execPath, [...before, join(bin, 'check-runtime.cjs')], { encoding: 'utf8' });

  test('says nothing to the Node that is needed', () => {
    expect(check()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('stops an older one and says what to do', () => {
    const older = join(folder, 'older.cjs');
    writeFileSync(
      older,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`,
    );
    const { status, stderr } = check('--require', older);
    expect(status).toBe(1);
    expect(stderr).toContain('this is Node 20.20.2');
    expect(stderr).toContain('npm ci --include=optional');
  });
});

describe('the launcher', () => {
  // The real launcher in a project whose cli.ts tells how it was started.
  const project = join(folder, 'project');
  cpSync(bin, join(project, 'bin'), { recursive: true });
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(project, 'src', 'cli.ts'),
    `const said: string[] = [process.cwd(), process.env.INIT_CWD ?? '', ...process.argv.slice(2)];
     console.log(JSON.stringify(said));
     process.exitCode = 7;`,
  );
  const link = join(folder, 'sitrep');
  symlinkSync(join(project, 'bin', 'sitrep'), link);
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;

  test.each([join(project, 'bin', 'sitrep'), link])('works from any directory: %s', (launcher) => {
    const env = { ...process.env, PATH: path, INIT_CWD: '/elsewhere' };
    const { status, stdout } = spawnSync(launcher, ['search', 'two words', '--json'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual([project, folder, 'search', 'two words', '--json']);
    expect(status).toBe(7);
  });
});
