import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { houseProblems, type Tree } from './support/house-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function projectTree(): Tree {
  const paths = globSync(['src/**/*.ts', 'commands/**/*.ts'], { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  return new Map(paths.map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')]));
}

test('this project keeps its house rules', () => {
  const tree = projectTree();
  expect(tree.size).toBeGreaterThan(10);
  expect(houseProblems(tree).join('\n')).toBe('');
});

describe('a breach is found', () => {
  const problems = (files: Record<string, string>) => houseProblems(new Map(Object.entries(files)));

  test.each([
    [
      'an import that goes up',
      { 'src/news/a.ts': `import { x } from '../store/store.ts';` },
      /^src\/news\/a\.ts: imports src\/store\/store\.ts.*nothing of the project/,
    ],
    [
      'one over several lines',
      { 'src/feeds/a.ts': `import {\n  type A,\n  b,\n} from '../desk/desk.ts';` },
      /imports src\/desk\/desk\.ts/,
    ],
    ['one for its effects', { 'src/message/a.ts': `import '../news/b.ts';` }, /imports src\/news\/b\.ts/],
    ['a re-export', { 'src/news/a.ts': `export * from '../message/message.ts';` }, /imports src\/message\/message\.ts/],
    [
      'a dynamic one',
      { 'src/news/a.ts': `const x = await import('../feeds/fetch.ts');` },
      /imports src\/feeds\/fetch\.ts/,
    ],
    [
      'a value where types are allowed',
      { 'src/layout/a.ts': `import { type A, b } from '../store/store.ts';` },
      /"layout" may import.*type store/,
    ],
    [
      'one between platforms',
      { 'src/platform/terminal/a.ts': `import { b } from '../web/b.ts';` },
      /imports src\/platform\/web\/b\.ts/,
    ],
    [
      'the settings, read inside the house',
      { 'src/desk/a.ts': `import { c } from '../config.ts';` },
      /imports src\/config\.ts/,
    ],
    ['a room that is not in the plan', { 'src/stuff/a.ts': '' }, /there is no room "stuff"/],
    [
      'a platform named in a room',
      { 'src/desk/a.ts': `\nconst x = 'Slack';` },
      /^src\/desk\/a\.ts:2: names the platform "slack"/,
    ],
    [
      'a platform named by its sibling',
      { 'src/platform/slack/a.ts': 'const discordId = 1;' },
      /names the platform "discord"/,
    ],
    [
      'a platform in an address',
      { 'commands/a.ts': `const x = 'https://discord.com';` },
      /names the platform "discord"/,
    ],
    ['a shapeless file', { 'src/news/utils.ts': '' }, /is named by no concept/],
    ['a file that is too long', { 'src/news/a.ts': 'a();\n'.repeat(251) }, /has 251 lines/],
    ['a function without a docstring', { 'src/news/a.ts': 'export async function a() {}' }, /a has no docstring/],
    [
      'a cycle of folders',
      { 'src/store/sqlite/a.ts': `import '../rows/b.ts';`, 'src/store/rows/b.ts': `import '../sqlite/a.ts';` },
      /folder cycle/,
    ],
    [
      'a file that nothing reaches',
      { 'src/main.ts': `import './news/a.ts';`, 'src/news/a.ts': '', 'src/news/b.ts': '' },
      /^src\/news\/b\.ts: nothing that starts/,
    ],
  ])('%s', (_, files, told) => {
    expect(problems(files).filter((problem) => told.test(problem))).not.toEqual([]);
  });

  test('and a tree in order has none', () => {
    const files = {
      'src/main.ts': `import { open } from './store/store.ts';\nimport { render } from './platform/slack/render.ts';\nconst slack = 1;`,
      'src/cli.ts': `import { latest } from '../commands/latest.ts';`,
      'src/store/store.ts': `import type { Message } from '../message/message.ts';\nimport './sqlite/open.ts';\nnew Worker(new URL('./search.ts', import.meta.url));`,
      'src/store/search.ts': `// Slack is a word in this comment.\nexport const url = 'https://example.org'; /* Discord too */`,
      'src/store/sqlite/open.ts': `import { columns } from '../store.ts';`,
      'src/message/message.ts': '',
      'src/platform/slack/render.ts': `import { type Message } from '../../message/message.ts';\n/** Draws. */\nexport function slack() {}`,
      'commands/latest.ts': `import { type Store, type Row } from '../src/store/store.ts';\nimport * as z from 'zod';`,
    };
    expect(problems(files)).toEqual([]);
  });
});
