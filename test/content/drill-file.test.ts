import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDrill } from '../../src/content/drill-file.ts';
import { UserError } from '../../src/news/user-error.ts';
import { bundled } from '../support/bundled-desk.ts';
import { aDrill, drillHead } from '../support/drill.ts';
import { aSource } from '../support/news.ts';

/** The mistakes found in a drill, as `line text`. */
function mistakesIn(events: string, head = drillHead): readonly string[] {
  try {
    aDrill(events, head);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [, ...lines] = error.message.split('\n');
    return lines.map((line) => line.replace('drill.yaml:', ''));
  }
  throw new Error('the drill was taken');
}

const draft = 'draft: talks, by: anna, headline: Ministers meet, turnedOut: true';
const headLines = drillHead.trimEnd().split('\n').length;

describe('a drill is read', () => {
  test('with its times in its own zone, and what it leaves out', () => {
    const { events, rules, sources } = aDrill(`
  - { at: ~2022-11-15 19:30, ${draft}, links: [first] }
  - { at: 2022-11-15 19:31, send: talks, by: anna }
`);
    expect(rules).toEqual({ keys: null, leastOwners: null });
    expect(sources).toEqual([]);
    expect(events).toEqual([
      {
        kind: 'update',
        name: 'first',
        at: Date.UTC(2022, 10, 15, 17),
        about: false,
        source: 'one',
        title: 'Ministers meet in Brussels today',
        summary: null,
        url: 'https://one.example/a',
        wire: null,
      },
      {
        kind: 'draft',
        name: 'talks',
        at: Date.UTC(2022, 10, 15, 18, 30),
        about: true,
        by: 'anna',
        headline: 'Ministers meet',
        known: null,
        unknown: null,
        level: null,
        story: null,
        links: ['first'],
        truth: true,
      },
      { kind: 'send', alert: 'talks', at: Date.UTC(2022, 10, 15, 18, 31), about: false, by: 'anna', override: null },
    ]);
  });

  test('with corrections and withdrawals', () => {
    const { events } = aDrill(`
  - { at: 2022-11-15 19:30, ${draft} }
  - { at: 2022-11-15 19:31, correct: talks, by: ben, headline: Ministers met, unknown: null, reason: It is over }
  - { at: 2022-11-15 19:32, withdraw: talks, by: ben, reason: They did not }
`);
    expect(events.slice(2)).toMatchObject([
      { kind: 'correct', alert: 'talks', words: { headline: 'Ministers met', unknown: null }, reason: 'It is over' },
      { kind: 'withdraw', alert: 'talks', by: 'ben', reason: 'They did not' },
    ]);
  });

  test('with its sources, where the desk does not list them', () => {
    const sources = ['one', 'new'].map(
      (id) => `{ id: ${id}, name: Own, kind: news, owner: Own, country: GB, stateMedia: false, language: en }`,
    );
    const noPages = { basis: null, ownership: null, reviewed: null };
    const head = `sources: [${sources.join(', ')}]\n${drillHead}`;
    expect(aDrill('', head).sources).toEqual([
      { ...aSource({ id: 'new', name: 'Own', owner: 'Own', bloc: 'unknown', reliability: 'F', ...noPages }) },
    ]);
  });

  test('and the drills that come with Sitrep are right, whatever the desk lists', () => {
    const names = readdirSync('content/drills');
    expect(names).not.toEqual([]);
    for (const name of names)
      for (const listed of [bundled.sources, []])
        expect(parseDrill(readFileSync(`content/drills/${name}`, 'utf8'), { place: name, listed }).facts).not.toEqual(
          [],
        );
  });
});

describe('every mistake in a drill is told with its line', () => {
  test.each([
    [
      'an event that says nothing',
      '  - { at: 2022-11-15 19:30, aprove: talks, by: ben }',
      `${headLines + 1} This event does not say what happens. Did you mean "approve"?`,
    ],
    [
      'an event of no kind',
      '  - { at: 2022-11-15 19:30 }',
      `${headLines + 1} This event does not say what happens. Expected one of the fields update, draft, send, approve, reject, discard, correct, withdraw.`,
    ],
    [
      'a field that is none',
      `  - { at: 2022-11-15 19:30, ${draft}, levl: flash }`,
      `${headLines + 1} levl is not a field here. Did you mean "level"?`,
    ],
    [
      'a field that is missing',
      '  - at: 2022-11-15 19:30\n    draft: talks\n    by: anna\n    headline: Ministers meet',
      `${headLines + 1} turnedOut is missing. Expected true or false: what became of its claim in the end.`,
    ],
    [
      'a day that is none',
      `  - { at: 2022-11-31 19:30, ${draft} }`,
      `${headLines + 1} at is "2022-11-31 19:30": Expected a local time such as 2022-11-15 19:41, with ~ before it where it is about then.`,
    ],
    [
      'an event out of order',
      `  - { at: 2022-11-15 17:59, ${draft} }`,
      `${headLines + 1} events › #2 › at is "2022-11-15 17:59": It is earlier than the event before it. Put events in the order of their times.`,
    ],
    [
      'a source that nobody knows',
      '  - { at: 2022-11-15 19:30, update: more, source: nobody, title: Talks go on, url: https://one.example/b }',
      `${headLines + 1} events › #2 › source is "nobody": There is no source “nobody”. Add it under sources: with its labels.`,
    ],
    [
      'an editor who is not there',
      `  - { at: 2022-11-15 19:30, ${draft.replace('anna', 'ana')} }`,
      `${headLines + 1} events › #2 › by is "ana": There is no editor “ana”. Did you mean "anna"?`,
    ],
    [
      'a decision about an alert that comes later',
      `  - { at: 2022-11-15 19:30, send: talks, by: anna }\n  - { at: 2022-11-15 19:31, ${draft} }`,
      `${headLines + 1} events › #2 › send is "talks": There is no draft “talks”. Up to here there is none.`,
    ],
    [
      'a story that is not there',
      `  - { at: 2022-11-15 19:30, ${draft}, story: second }`,
      `${headLines + 1} events › #2 › story is "second": There is no update “second”. Up to here there are first.`,
    ],
    [
      'a link that is neither an update nor an address',
      `  - { at: 2022-11-15 19:30, ${draft}, links: [firs, https://one.example/b] }`,
      `${headLines + 1} events › #2 › links is a list: There is no update “firs”. Did you mean "first"?`,
    ],
    [
      'a reason that no desk takes',
      `  - { at: 2022-11-15 19:30, ${draft} }\n  - { at: 2022-11-15 19:31, withdraw: talks, by: anna, reason: 'No' }`,
      `${headLines + 2} reason is "No": Expected why it is withdrawn, which every channel reads, in 5 to 300 characters.`,
    ],
    [
      'one mistake, and not the decision about what has it',
      `  - { at: 2022-11-15 19:30, ${draft}, level: high }\n  - { at: 2022-11-15 19:31, send: talks, by: anna }`,
      `${headLines + 1} level is "high": Expected one of flash, urgent, update.`,
    ],
    [
      'a text in the place of an event',
      '  - talks',
      `${headLines + 1} events › #2 is "talks": Expected what happened, by fields.`,
    ],
    [
      'a name that is taken',
      `  - { at: 2022-11-15 19:30, ${draft} }\n  - { at: 2022-11-15 19:31, ${draft} }`,
      `${headLines + 2} events › #3 › draft is "talks": Another draft before it has this name. Give each its own.`,
    ],
  ])('%s', (_, events, told) => {
    expect(mistakesIn(events)).toEqual([told]);
  });

  test.each([
    [
      'a zone that is none',
      drillHead.replace('Warsaw', 'Warsow'),
      /^3 zone is "Europe\/Warsow".*Did you mean "Europe\/Warsaw"\?/,
    ],
    ['no page that its facts rest on', drillHead.replace('https://example.org/facts', ''), /^5 facts is an empty list/],
    [
      'a field that is none',
      `${drillHead.trimEnd()}\nrule: 1\n`,
      /^10 rule is not a field here\. Did you mean "rules"\?$/,
    ],
    [
      'a source without its page',
      `sources: [{ id: a, name: A, kind: news, country: GB, stateMedia: true, language: en }]${drillHead}`,
      /^1 sources › a › stateMedia is true: A tie to a state rests on a public page/,
    ],
    ['what is no YAML', 'title: "A', /^1 This is not YAML/],
  ])('%s', (_, head, told) => {
    expect(mistakesIn('', head)).toEqual([expect.stringMatching(told)]);
  });
});
