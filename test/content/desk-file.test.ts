import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskFile, loadDeskFile, parseDeskFile } from '../../src/content/desk-file.ts';
import { UserError } from '../../src/news/user-error.ts';

const bundled = fileURLToPath(new URL('../../content/desk.yaml', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(content: string | Uint8Array): Promise<DeskFile> {
  const path = join(folder, 'desk.yaml');
  await writeFile(path, content);
  return loadDeskFile(path);
}

/** The mistakes found in a desk file, as `line text`. */
async function mistakesIn(content: string | Uint8Array): Promise<readonly string[]> {
  const error: unknown = await load(content).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error('the file was taken without a UserError', { cause: error });
  const [, ...lines] = error.message.split('\n');
  return lines.map((line) => line.replace(`${join(folder, 'desk.yaml')}:`, ''));
}

/** A small desk of another team, right in every line. */
const ports = `name: Ports
title: Ports of the Baltic Sea
topics:
  - id: ports
    name: Ports
    words: [harbour*, port of call]
sources:
  - id: port-news
    name: Port News
    kind: news
    country: EE
    stateMedia: false
    language: en
subscriptions:
  - channel: web:docks
    topics: [ports]
    at: 30 6 * * 1-5
    zone: Europe/Tallinn
`;

test('the desk of another team loads, and what it leaves out claims least', async () => {
  expect(await load(ports)).toEqual({
    name: 'Ports',
    title: 'Ports of the Baltic Sea',
    about: [],
    topics: [{ id: 'ports', name: 'Ports', words: ['harbour*', 'port of call'], weight: 1 }],
    sources: [
      {
        id: 'port-news',
        name: 'Port News',
        kind: 'news',
        owner: 'unknown',
        country: 'EE',
        bloc: 'unknown',
        stateMedia: 'none',
        reliability: 'F',
        basis: null,
        ownership: null,
        reviewed: null,
        language: 'en',
        feed: null,
        verified: null,
        every: null,
      },
    ],
    subscriptions: [
      {
        channel: { platform: 'web', workspace: null, id: 'docks' },
        name: null,
        zone: 'Europe/Tallinn',
        terms: {
          topics: ['ports'],
          cron: '30 6 * * 1-5',
          limit: 10,
          leastGrade: null,
          languages: [],
          alerts: null,
          quiet: null,
          whenEmpty: 'line',
        },
      },
    ],
    editors: [],
    managers: { allow: 'managers', roles: [] },
    operations: { platform: 'web', workspace: null, id: 'newsroom' },
    editorsChannel: { platform: 'web', workspace: null, id: 'newsroom' },
    alerts: {
      keys: { flash: 2, urgent: 2, update: 1 },
      leastOwners: 2,
      expires: 30,
      defaultLevel: 'urgent',
      repeatUnread: [],
      breakQuiet: false,
    },
    digests: { latest: 12 },
    silence: { hours: 12 },
    feeds: { allow: [], shortest: 5, longest: 60 },
  });
});

test('a host that may be read inside a network is named as addresses spell it', async () => {
  const allow = async (hosts: string) => (await load(`${ports}feeds: { allow: [${hosts}] }\n`)).feeds.allow;
  expect(await allow('wire.lan, "127.0.0.1:8080", "[fd00::1]", "wire.lan:80"')).toHaveLength(4);
  for (const wrong of ['"http://wire.lan"', 'wire.lan/feed', 'WIRE.lan', '"2130706433"', '"me@wire.lan"'])
    await expect(allow(wrong)).rejects.toThrow('a host, for example feeds.example, or with a port');
});

test('a channel may be named with its workspace', async () => {
  const { subscriptions } = await load(ports.replace('web:docks', 'slack:T0123456/C0123456'));
  expect(subscriptions[0]?.channel).toEqual({ platform: 'slack', workspace: 'T0123456', id: 'C0123456' });
});

test('the shortest pause between two polls is not above the longest', async () => {
  const paced = (rules: string) => load(`${ports}feeds: { ${rules} }\n`);
  expect((await paced('shortest: 20, longest: 20')).feeds).toMatchObject({ shortest: 20, longest: 20 });
  await expect(paced('shortest: 30, longest: 20')).rejects.toThrow(
    /feeds › longest is 20: It is less than feeds › shortest, 30/,
  );
});

test('editors are asked for their keys in the operations channel, or in their own', async () => {
  const asked = async (more: string) => (await load(`${ports}operations: web:ops\n${more}`)).editorsChannel.id;
  expect(await asked('')).toBe('ops');
  expect(await asked('editorsChannel: web:editors\n')).toBe('editors');
});

test('an alert needs the keys that its level asks for', async () => {
  const { alerts } = await load(`${ports}editors: [a:1, a:2, a:3]\nalerts: { keys: { flash: 3 }, leastOwners: 0 }\n`);
  expect(alerts).toMatchObject({ keys: { flash: 3, urgent: 2, update: 1 }, leastOwners: 0 });
  await expect(load(`${ports}alerts: { keys: { flash: 6 } }\n`)).rejects.toThrow('how many editors must agree, 1 to 5');
  await expect(load(`${ports}editors: [a:1]\nalerts: { keys: { flash: 1, urgent: 2 } }\n`)).rejects.toThrow(
    /alerts › keys › urgent is 2: This desk names 1 editor\. Name more under editors:/,
  );
  // How many hold a role, nobody knows here.
  const keys = await load(`${ports}editors: [a:role/1]\nalerts: { keys: { flash: 5 } }\n`);
  expect(keys.alerts.keys.flash).toBe(5);
});

test('editors are people and roles, by their ids', async () => {
  const named = ['slack:U0123', 'slack:role/S0123ABC', 'discord:role/300000000000000001'];
  expect((await load(`${ports}editors: [${named}]\n`)).editors).toEqual(named);
  const at = ports.split('\n').length;
  for (const wrong of ['discord:role/News', 'discord:role/', 'slack:group/S0123ABC', 'role/S0123ABC'])
    expect(await mistakesIn(`${ports}editors: [${wrong}]\n`)).toEqual([
      `${at} editors › #1 is "${wrong}": Expected platform:user id, for example web:local, or platform:role/id for all who hold a role (its id, not its name).`,
    ]);
});

test('who may change what a channel receives is a rule with roles', async () => {
  const id = '300000000000000001';
  const { managers } = await load(`${ports}managers: { allow: editors, roles: [News, "${id}"] }\n`);
  expect(managers).toEqual({ allow: 'editors', roles: ['News', id] });
});

test('nobody can change a loaded desk', async () => {
  const desk = await load(ports);
  expect(Object.isFrozen(desk)).toBe(true);
  expect(Object.isFrozen(desk.sources[0])).toBe(true);
  expect(Object.isFrozen(desk.topics[0]?.words)).toBe(true);
});

describe('each mistake is told with its line, what is expected and its cure', () => {
  const cases: readonly (readonly [mistake: string, was: string, now: string, told: RegExp])[] = [
    ['an unknown field', 'title:', 'titel:', /^2 titel is not a field here\. Did you mean "title"\?$/m],
    ['an unknown field of a source', 'language:', 'lang:', /^13 sources › port-news › lang is not a field here\./m],
    ['a missing field', 'title: Ports of the Baltic Sea\n', '', /^1 title is missing\. Expected one line that says/m],
    [
      'a kind',
      'kind: news',
      'kind: newz',
      /^10 sources › port-news › kind is "newz": .*news.* Did you mean "news"\?$/m,
    ],
    [
      'a word in capitals',
      'harbour*',
      'Harbour',
      /^6 topics › ports › words › #1 is "Harbour": Expected a lower-case/m,
    ],
    ['a star inside a word', 'harbour*', 'har*bour', /^6 .*`\*` may stand at the end of a word/m],
    [
      'no words',
      '[harbour*, port of call]',
      '[]',
      /^6 topics › ports › words is an empty list: Expected a list of at/m,
    ],
    ['a country code of its own', 'EE', 'UK', /^11 .*country is "UK": No country has this code\. Did you mean "GB"\?/m],
    ['an unknown country', 'EE', 'QQ', /^11 .*country is "QQ": No country has this code\. Expected two capital/m],
    [
      'a language',
      'language: en',
      'language: en_GB',
      /^13 .*is "en_GB": Expected a BCP 47 tag, for example en or uk\./m,
    ],
    [
      'a feed that is no address',
      'language: en',
      'language: en\n    feed: javascript:alert(1)',
      /^14 .*feed is "javasc/m,
    ],
    [
      'an address with a password',
      'language: en',
      'language: en\n    feed: https://a:b@c.example/',
      /^14 .*feed is "http/m,
    ],
    [
      'an interval',
      'language: en',
      'language: en\n    every: 0',
      /^14 .*every is 0: Expected minutes between two polls/m,
    ],
    [
      'a month',
      'language: en',
      'language: en\n    checked: 2026-13',
      /^14 .*checked is "2026-13": Expected the month/m,
    ],
    [
      'a check without a feed',
      'language: en',
      'language: en\n    checked: 2026-01',
      /^14 .*Add feed: or remove checked:/m,
    ],
    [
      'a reliability on nothing',
      'EE',
      'EE\n    reliability: B',
      /^12 .*reliability is "B": .*Add basis: .* leave it at F\./m,
    ],
    [
      'a state medium on nothing',
      'stateMedia: false',
      'stateMedia: true',
      /^12 .*rests on a public page\. Add ownership: /m,
    ],
    [
      'silence on the state',
      '    stateMedia: false\n',
      '',
      /^8 sources › port-news: "stateMedia" is missing\. Expected one of none, public/m,
    ],
    [
      'a yes',
      'stateMedia: false',
      'stateMedia: yes',
      /^12 .*stateMedia is "yes": Expected one of none, public, funded/m,
    ],
    [
      'an unknown topic',
      'topics: [ports]',
      'topics: [prots]',
      /^16 .*#1 is "prots": .*no topic .* Did you mean "ports"\?/m,
    ],
    ['an unlike topic', 'topics: [ports]', 'topics: [weather]', /^16 .*Topics of this desk: ports\./m],
    [
      'a cron field',
      '30 6 * * 1-5',
      '30 26 * * *',
      /^17 .*at is "30 26 \* \* \*": It cannot be read: .*26\. Expected five/m,
    ],
    ['a day that never comes', '30 6 * * 1-5', '0 6 31 2 *', /^17 .*No day fits it, so it would never be due\./m],
    ['a cron of six fields', '30 6 * * 1-5', '0 30 6 * * 1-5', /^17 .*Expected five cron fields/m],
    [
      'a zone',
      'Europe/Tallinn',
      'Europe/Talinn',
      /^18 .*No time zone has this name\. Did you mean "Europe\/Tallinn"\?/m,
    ],
    ['an offset for a zone', 'Europe/Tallinn', '"+02:00"', /^18 .*zone is "\+02:00": No time zone has this name\./m],
    [
      'a channel',
      'web:docks',
      'docks',
      /^15 .*channel is "docks": Expected platform:id, for example web:newsroom, or/m,
    ],
    ['a workspace alone', 'web:docks', 'web:quay/', /^15 .*channel is "web:quay\/": .* or platform:workspace\/id\./m],
    ['a channel within a channel', 'web:docks', 'web:a/b/c', /^15 .*channel is "web:a\/b\/c": Expected platform:id/m],
    [
      'an alert level',
      'name: Ports\n',
      'name: Ports\nalerts: { defaultLevel: urgnt }\n',
      /^2 .*Did you mean "urgent"\?/m,
    ],
    [
      'the level that a channel takes',
      'Europe/Tallinn',
      'Europe/Tallinn\n    alerts: loud',
      /^19 .*alerts is "loud": Expected false, true, or the least urgent level that it takes: flash, urgent, update\.$/m,
    ],
    [
      'who may change',
      'name: Ports\n',
      'name: Ports\nmanagers: { allow: manager }\n',
      /^2 managers › allow is "manager": .*Did you mean "managers"\?$/m,
    ],
    [
      'an id of a role without quotes',
      'name: Ports\n',
      'name: Ports\nmanagers: { roles: [300000000000000001] }\n',
      /^2 managers › roles › #1 is 3\d+: Expected the name of a role, or its id in quotes\.$/m,
    ],
    ['a field twice', 'kind: news', 'kind: news\n    kind: government', /^11 This field stands here twice\. Keep one/m],
    ['a star without quotes', 'harbour*', '*harbour', /^6 \*harbour needs quotes, as it begins with a star\.$/m],
    ['a tab', '    kind: news', '\tkind: news', /^10 .*(spaces|indent)/m],
    ['a bracket left open', 'port of call]', 'port of call', /^\d+ /m],
    ['a second document', 'sources:', '---\nsources:', /^7 A second document begins here\./m],
    [
      'a second topic of one id',
      'sources:',
      '  - { id: ports, name: More, words: [quay] }\nsources:',
      /^7 .*Line 4 has this id/m,
    ],
  ];
  test.each(cases)('%s', async (_, was, now, told) => {
    expect(ports).toContain(was);
    const mistakes = await mistakesIn(ports.replace(was, now));
    expect(mistakes.join('\n')).toMatch(told);
  });

  test.each([
    ['an empty file', '', /^1 the desk file is empty: Expected the fields name, title, /],
    ['a list', '- name: Ports\n', /^1 the desk file is a list: Expected the fields name, title, /],
  ])('%s', async (_, content, told) => {
    expect(await mistakesIn(content)).toEqual([expect.stringMatching(told)]);
  });
});

test('two sources of one id are told where the first one stands', async () => {
  const [head, source] = ports.split(/(?= {2}- id: port-news)/);
  const entry = source?.slice(0, source.indexOf('subscriptions:')) ?? '';
  expect(await mistakesIn(`${head}${entry}${entry}`)).toEqual([
    '14 sources › port-news › id is "port-news": Line 8 has this id already. Give each its own.',
  ]);
});

test('all mistakes are told at once, in the order of their lines', async () => {
  const broken = ports
    .replace('Europe/Tallinn', 'Europe/Talinn')
    .replace('title:', 'titel:')
    .replace('kind: news', 'kind: newz')
    .replace('topics: [ports]', 'topics: [prots]');
  const lines = (await mistakesIn(broken)).map((mistake) => Number.parseInt(mistake, 10));
  expect(lines).toEqual([1, 2, 10, 16, 18]);
});

test('a file that cannot be read says why and where to name another', async () => {
  await expect(loadDeskFile(join(folder, 'none.yaml'))).rejects.toThrow(/there is no such file\. Give SITREP_DESK/);
  await expect(loadDeskFile(folder)).rejects.toThrow(/it is a folder/);
  await expect(load(Uint8Array.of(0xff, 0xfe, 0x00))).rejects.toThrow(/it is not UTF-8 text/);
});

describe('a tie to a state', () => {
  test.each([
    ['false', 'none'],
    ['true', 'controlled'],
    ['public', 'public'],
    ['unknown', 'unknown'],
  ])('written %s', (written, tie) => {
    const source = `{ id: a, name: A, kind: news, country: EE, stateMedia: ${written}, ownership: https://a.example/, language: en }`;
    const text = `name: A\ntitle: A\ntopics: [{ id: a, name: A, words: [a] }]\nsources: [${source}]\n`;
    expect(parseDeskFile(text, 'desk.yaml').sources[0]?.stateMedia).toBe(tie);
  });
});

describe('the bundled desk', () => {
  let desk: DeskFile;
  beforeAll(async () => {
    desk = await loadDeskFile(bundled);
  });

  test('covers its subject with sources of every kind and of several blocs', () => {
    expect(desk.name).toBe('Russia-NATO');
    expect(desk.topics.map((topic) => topic.id)).toEqual(['diplomacy', 'military', 'sanctions', 'analysis']);
    expect(desk.sources.length).toBeGreaterThanOrEqual(45);
    expect(new Set(desk.sources.map((source) => source.kind))).toEqual(new Set(['news', 'think_tank', 'government']));
    const blocs = Map.groupBy(desk.sources, (source) => source.bloc);
    for (const bloc of ['nato', 'russia', 'ukraine', 'other', 'independent'] as const) {
      expect(blocs.get(bloc)?.length, bloc).toBeGreaterThanOrEqual(4);
    }
  });

  test('marks the state media of every side, and rests every label on a page', () => {
    const tied = desk.sources.filter(({ stateMedia }) => stateMedia === 'controlled' || stateMedia === 'funded');
    expect(new Set(tied.map((source) => source.bloc))).toEqual(new Set(['russia', 'ukraine', 'nato', 'other']));
    for (const { id, reliability, basis, ownership } of desk.sources) {
      if (reliability !== 'F') expect(basis, id).toMatch(/^https:\/\//);
      if (id !== 'breaking-defense') expect(ownership ?? basis, id).toMatch(/^https?:\/\//);
    }
  });

  test('gives the governments of both sides in the war the same reliability', () => {
    const parties = desk.sources.filter(({ kind, bloc }) => kind === 'government' && /russia|ukraine/.test(bloc));
    expect(parties.length).toBeGreaterThanOrEqual(5);
    expect(new Set(parties.map((source) => source.reliability))).toEqual(new Set(['F']));
  });

  test('reads no feed that the law of the European Union forbids to pass on', () => {
    // Regulation (EU) 833/2014, Article 2f and Annex XV
    for (const id of ['rt', 'ria-novosti']) expect(desk.sources.find((source) => source.id === id)?.feed).toBeNull();
  });

  test('polls each address once', () => {
    const feeds = desk.sources.flatMap((source) => source.feed ?? []);
    expect(new Set(feeds).size).toBe(feeds.length);
    expect(feeds.length).toBeGreaterThanOrEqual(45);
  });

  test('says no word of a topic twice', () => {
    for (const { id, words } of [...desk.topics, { id: 'about', words: desk.about }]) {
      expect(
        words.filter((word, index) => words.indexOf(word) !== index),
        id,
      ).toEqual([]);
    }
  });

  test('has a digest in the newsroom and editors on this machine', () => {
    expect(desk.subscriptions).toEqual([
      {
        channel: { platform: 'web', workspace: null, id: 'newsroom' },
        name: 'newsroom',
        zone: null,
        terms: {
          topics: [],
          cron: '0 8 * * *',
          limit: 10,
          leastGrade: null,
          languages: [],
          alerts: 'update',
          quiet: null,
          whenEmpty: 'line',
        },
      },
    ]);
    expect(desk.editors).toEqual(['terminal:local', 'web:local']);
    // One person at one machine has one key.
    expect(desk.alerts.keys).toEqual({ flash: 1, urgent: 1, update: 1 });
  });
});

describe('a topic’s examples and trained weights', () => {
  const withTopic = (more: string) => ports.replace('    words: [harbour*', `${more}    words: [harbour*`);

  test('are read', async () => {
    const { topics } = await load(withTopic(`    trained: military\n    examples: [Ferries wait at the quay]\n`));
    expect(topics[0]).toMatchObject({ trained: 'military', examples: ['Ferries wait at the quay'] });
  });

  test('are told with their line where they are wrong', async () => {
    expect(await mistakesIn(withTopic('    trained: weather\n'))).toEqual([
      expect.stringMatching(/^6 .*diplomacy, military, sanctions, analysis/),
    ]);
    expect(await mistakesIn(withTopic(`    examples: ['']\n`))).toEqual([expect.stringMatching(/^6 .*headline/)]);
    const twice = '    trained: military\n  - id: docks\n    name: Docks\n    words: [dock*]\n    trained: military\n';
    expect(
      await mistakesIn(ports.replace('    words: [harbour*, port of call]\n', `    words: [harbour*]\n${twice}`)),
    ).toEqual([expect.stringMatching(/^11 .*Line 7 names these weights already/)]);
  });
});
