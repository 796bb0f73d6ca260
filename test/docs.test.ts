import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { commandsFor } from '../commands/index.ts';
import { pages } from '../docs/pages.ts';
import { envExample, settingsPage } from '../docs/settings.ts';
import { type SettingRow, settingsTable } from '../src/config/settings.ts';
import { loadConfig } from '../src/config.ts';
import { loadArchive } from '../src/content/archive.ts';
import { loadDeskFile } from '../src/content/desk-file.ts';
import { loadExplainers } from '../src/content/explainer.ts';

const committed = (path: string): string => {
  const file = new URL(`../${path}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

describe('generated files are up to date', () => {
  test.each(pages.map(({ path, content }) => [path, content] as const))('%s', async (path, content) => {
    expect(committed(path), `${path} is stale: run "npm run docs"`).toBe(await content());
  });
});

describe('the README', () => {
  const readme = committed('README.md');

  test('names every command', async () => {
    for (const { name } of commandsFor(await loadDeskFile('content/desk.yaml'))) expect(readme).toContain(`/${name}`);
  });

  test('counts sources, explainers and facts as they are', async () => {
    const { sources } = await loadDeskFile('content/desk.yaml');
    const explainers = await loadExplainers('content/explainers');
    const facts = await loadArchive('content/archive');
    expect(readme).toContain(`[${sources.length} sources](docs/sources.md), ${explainers.length} explainers`);
    expect(readme).toContain(`archive of ${facts.length} dated facts`);
  });

  test('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true);
  });
});

describe('settings', () => {
  const rows = settingsTable();

  test('are all in the page and in the example', () => {
    for (const { name } of rows) {
      expect(settingsPage(rows)).toContain(`| \`${name}\` |`);
      expect(envExample(rows)).toContain(`\n#${name}=`);
    }
  });

  test('have examples that are right', () => {
    const examples = Object.fromEntries(rows.map(({ name, example }) => [name, example]));
    const { slack, discord } = loadConfig({ env: examples, envFile: 'none' });
    expect([slack.state, discord.state]).toEqual(['on', 'on']);
  });

  test('stay unset in the example until somebody sets them', () => {
    expect(parseEnv(envExample(rows))).toEqual({});
  });

  test('cannot break out of their cell', () => {
    const row: SettingRow = {
      name: 'LOG_LEVEL',
      meaning: 'a | b',
      default: null,
      example: 'c',
      expected: 'd',
      secret: true,
    };
    expect(settingsPage([row])).toContain('| `LOG_LEVEL` | a \\| b (secret) | not set | `c` |');
  });
});
