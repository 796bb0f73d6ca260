import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { harmlessJson } from '../../../src/platform/terminal/json.ts';
import { renderTerminal } from '../../../src/platform/terminal/render.ts';
import { judgeOf } from '../../support/hostile-judge.ts';
import { faultsOf, giantFaults, kindNames, type Look } from '../../support/hostile-news.ts';
import { hostileStrings } from '../../support/hostile-strings.ts';
import { NOON } from '../../support/news.ts';

const view = { columns: 80, zone: 'UTC', now: NOON, channel: null };

const look: Look = (judge, message) => judge.terminal(renderTerminal(message, { ...view, colour: false }));

it.each(kindNames)('a terminal obeys no text from outside in the kind "%s"', (kind) => {
  expect(faultsOf(kind, look)).toEqual([]);
});

it('nor one that is far too long, which is not cut', () => {
  expect(giantFaults(look, 'alert')).toEqual([]);
});

it('nor in colour, which adds sequences of its own alone', () => {
  const colourful: Look = (_, message) => {
    const drawn = renderTerminal(message, { ...view, colour: true });
    // What the palette writes: one figure, for the beginning and for the end.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the subject of the test.
    const bare = drawn.replaceAll(/\u001b\[\d{1,2}m/g, '');
    return bare === renderTerminal(message, { ...view, colour: false }) && bare === stripVTControlCharacters(bare)
      ? []
      : ['is coloured by somebody else'];
  };
  expect(faultsOf('blocks', colourful)).toEqual([]);
});

it('nor as JSON, which says to a program what it said', () => {
  for (const text of hostileStrings) {
    const json = harmlessJson(JSON.stringify({ text }, null, 2));
    expect(JSON.parse(json)).toEqual({ text });
    expect(judgeOf({ tone: 'routine', summary: '', blocks: [] }).terminal(json)).toEqual([]);
  }
});
