import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../bin', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sitrep-runtime-')));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the launcher of scripts', () => {
  // The real launcher beside a script that tells which Node runs it.
  const project = join(folder, 'scripts');
  cpSync(bin, join(project, 'bin'), { recursive: true });
  writeFileSync(
    join(project, 'tell.cjs'),
    `process.on('SIGTERM', () => process.exit(8));
     console.log(process.versions.node, ...process.execArgv, ...process.argv.slice(2));
     if (process.argv[2] === 'wait') setInterval(() => {}, 1000); else process.exitCode = 7;`,
  );
  // Makes the launcher believe that it runs on an old Node.
  const old = join(folder, 'old.cjs');
  writeFileSync(
    old,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`,
  );
  const launch = (...before: string[]) =>
    spawnSync(process.execPath, [...before, join(project, 'bin', 'launch.cjs'), 'tell.cjs', 'two words'], {
      encoding: 'utf8',
    });
  const told = `${process.versions.node} --max-semi-space-size=2 two words\n`;

  test('stays on a Node that is new enough', () => {
    expect(launch()).toMatchObject({ status: 7, stdout: told });
  });

  test('says what to do on an older one that has none beside it', () => {
    const { status, stderr } = launch('--require', old);
    expect(status).toBe(1);
    expect(stderr).toContain('this is Node 20.20.2');
    expect(stderr).toContain('npm ci --include=optional');
  });

  test('takes the Node beside the project on an older one', () => {
    const folderOfNode = `node-${process.platform}-${process.arch}`;
    mkdirSync(join(project, 'node_modules', folderOfNode, 'bin'), { recursive: true });
    symlinkSync(process.execPath, join(project, 'node_modules', folderOfNode, 'bin', 'node'));
    expect(launch('--require', old)).toMatchObject({ status: 7, stdout: told });
  });

  test('passes a signal on, and ends as the script does', async () => {
    const child = spawn(process.execPath, [join(project, 'bin', 'launch.cjs'), 'tell.cjs', 'wait']);
    const exit = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await exit).toBe(8);
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
