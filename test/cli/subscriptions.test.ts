import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { subscriptions } from '../../src/cli/subscriptions.ts';
import { loadConfig } from '../../src/config.ts';
import { loadDeskFile } from '../../src/content/desk-file.ts';
import { readOpml } from '../../src/feeds/opml.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { createBench } from '../support/bot-process.ts';
import { smallDesk } from '../support/small-desk.ts';

const bundled = fileURLToPath(new URL('../../content/desk.yaml', import.meta.url));
const bench = createBench();
afterAll(() => bench.clean());

let desk: string;
beforeEach(() => {
  desk = bench.file('desk.yaml', smallDesk());
});

/** What a terminal prints for `sitrep subscriptions …`. */
async function ask(...args: readonly string[]): Promise<string> {
  const config = loadConfig({ env: { SITREP_DESK: desk } });
  const answer = await subscriptions({ bureau: { file: await loadDeskFile(desk) }, config, args });
  if (typeof answer === 'string') return answer;
  return renderTerminal(answer, { columns: 1_000, colour: false, zone: 'UTC', now: 0 });
}
const opml = (outlines: string): string =>
  bench.file('feeds.opml', `<opml version="2.0"><body>${outlines}</body></opml>`);
const outline = (name: string, address = `https://${name}.example/`): string =>
  `<outline text="${name}" xmlUrl="${address}"/>`;
const sources = async () => (await loadDeskFile(desk)).sources;

describe('sitrep subscriptions export --opml', () => {
  it('lists every source that has a feed, in a folder for each bloc', async () => {
    const { sources: all, name } = await loadDeskFile(bundled);
    desk = bundled;
    const text = await ask('export', '--opml');
    const fed = all.filter(({ feed }) => feed !== null);
    const { feeds } = readOpml({ bytes: Buffer.from(text), contentType: null, url: null }) ?? { feeds: [] };
    expect(feeds.map(({ labels }) => labels.id).toSorted()).toEqual(fed.map(({ id }) => id).toSorted());
    expect(text.match(/<outline text="[^"]+" title="[^"]+">/g)?.map((folder) => folder.split('"')[1])).toEqual([
      'Russia',
      'Ukraine',
      'NATO/EU',
      'other states',
      'independent',
    ]);
    expect(text).toContain(`<title>${name}: `);
  });
});

describe('sitrep subscriptions import', () => {
  it('says what became of every feed, and writes what is new', async () => {
    const file = opml(
      `${outline('Reuters')}${outline('Reuters')}${outline('Known', 'https://one.example/')}${outline('ftp', 'ftp://x/')}`,
    );
    desk = bench.file('desk.yaml', smallDesk().replace('language: en', 'language: en, feed: http://one.example'));
    const said = await ask('import', file);
    expect(said).toContain(`1 feed added to ${desk}.`);
    for (const [label, count] of [
      ['Named in the file', 4],
      ['Added', 1],
      ['Read already', 1],
      ['Named again', 1],
      ['Left out', 1],
    ])
      expect(said).toMatch(new RegExp(`^${label} +${count}$`, 'm'));
    expect(said).toContain('- reuters · Reuters · F');
    expect(said).toContain('- ftp: no http(s) address');
    expect(said).toContain('Unlabelled (reliability F): 1.');
    expect(said).toContain('next start');
    expect(said).not.toContain('--labels');
    expect(await sources()).toMatchObject([{ id: 'one' }, { id: 'reuters', reliability: 'F', bloc: 'unknown' }]);
  });

  it('brings the bundled desk into another one, with its labels only when they are trusted', async () => {
    const original = (await loadDeskFile(bundled)).sources.filter(({ feed }) => feed !== null);
    const own = desk;
    desk = bundled;
    const file = bench.file('bundled.opml', await ask('export', '--opml'));
    desk = own;
    const said = await ask('import', file, '--labels');
    expect(said).toContain(`${original.length} feeds added`);
    expect(said).not.toContain('Unlabelled');
    const byId = (list: typeof original) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId((await sources()).slice(1))).toEqual(byId(original.map((source) => ({ ...source, verified: null }))));
    desk = bench.file('desk.yaml', smallDesk());
    expect(await ask('import', file)).toContain('--labels takes them');
    expect(new Set((await sources()).map(({ reliability, bloc, owner }) => `${reliability} ${bloc} ${owner}`))).toEqual(
      new Set(['F unknown unknown']),
    );
  });

  it('names labels that it refuses', async () => {
    const said = await ask(
      'import',
      bench.file(
        'labels.opml',
        `<opml xmlns:s="urn:sitrep:source"><body><outline text="Alpha" xmlUrl="https://a.example/" s:kind="news" s:country="GB" s:stateMedia="false" s:reliability="A"/></body></opml>`,
      ),
      '--labels',
    );
    expect(said).toContain('- alpha · Alpha · F · its labels were refused');
    expect(said).toContain('refused as a whole: 1.');
  });

  it('only says so with --dry-run', async () => {
    const before = statSync(desk).ino;
    const said = await ask('import', opml(outline('Reuters')), '--dry-run');
    expect(said).toContain(`1 feed would be added to ${desk}. Nothing was written.`);
    expect(said).toMatch(/^To add +1$/m);
    expect(said).toContain('- reuters · Reuters · F');
    expect(said).not.toContain('next start');
    expect([statSync(desk).ino, readFileSync(desk, 'utf8')]).toEqual([before, smallDesk()]);
  });

  it('writes nothing where nothing is new', async () => {
    const file = opml(outline('Reuters'));
    await ask('import', file);
    const before = statSync(desk).ino;
    expect(await ask('import', file)).toContain('Nothing new: the desk file stays as it is.');
    expect(await ask('import', opml(''))).toContain('Nothing new');
    expect(statSync(desk).ino).toBe(before);
  });

  it('lists twenty names, and counts the others', async () => {
    const many = Array.from({ length: 25 }, (_, at) => outline(`new${at}`) + outline(`x${at}`, 'ftp://x/'));
    const said = await ask('import', opml(many.join('')));
    expect(said.match(/^- new\d+ · /gm)).toHaveLength(20);
    expect(said.match(/^- x\d+: /gm)).toHaveLength(20);
    expect(said.match(/^and 5 more\.$/gm)).toHaveLength(2);
  });

  it('passes on what is wrong with the file', async () => {
    const file = bench.file('cut.opml', `<opml><body>${outline('Reuters')}<outline te`);
    expect(await ask('import', file)).toContain('The file is not in order: the document breaks off before its end.');
  });
});

it.each([
  [[], 'sitrep subscriptions export --opml'],
  [['export'], 'sitrep subscriptions export --opml'],
  [['import'], 'sitrep subscriptions import <file or address>'],
  [['import', '/nowhere.opml'], '/nowhere.opml cannot be read'],
  [['import', bench.file('feed.xml', '<rss><channel/></rss>')], 'This is no OPML file'],
  [['import', bench.file('list.json', '[]')], 'This is no OPML file'],
  [['export', '--opmll'], '--opmll'],
])('answers %j with a hint', async (args, hint) => {
  await expect(ask(...args)).rejects.toThrow(hint);
});
