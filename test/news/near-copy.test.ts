import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearCopies } from '../../src/news/near-copy.ts';

const text =
  'The ferry left the harbour at six in the morning with forty cars on board and turned back when smoke came out of its engine room.';
const groups = (...summaries: (string | null)[]) => nearCopies(summaries.map((summary) => ({ summary })));

it.each([
  ['the same', [text, text], [0, 0]],
  ['other case and punctuation', [text, text.toUpperCase().replace('.', '!')], [0, 0]],
  ['cut off', [text, text.slice(0, 90)], [0, 0]],
  ['longer', [text.slice(0, 90), text], [0, 0]],
  ['one word exchanged', [text, text.replace('forty', 'fifty')], [0, 0]],
  ['a third copy', [text, 'Something else', text], [0, 1, 0]],
  [
    'told anew',
    [
      text,
      'Smoke from the engine room made a ferry turn back on Monday; its forty cars were driven ashore again before noon.',
    ],
    [0, 1],
  ],
  ['too short to tell', ['The ferry turned back.', 'The ferry turned back.'], [0, 1]],
  ['none', [null, null, ''], [0, 1, 2]],
  ['without letters', ['… — !', '… — !'], [0, 1]],
])('%s', (_, summaries, expected) => {
  expect(groups(...summaries)).toEqual(expected);
});

it('reads every script', () => {
  const russian =
    'Паром вышел из порта в шесть утра с сорока машинами на борту и вернулся, когда из машинного отделения пошел дым.';
  expect(groups(russian, `КИЕВ, 24 ноября. ${russian}`)).toEqual([0, 0]);
});

it('leads each report to an earlier one or to itself, whatever stands there', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.lorem({ maxCount: 30 }))), (summaries) => {
      const found = groups(...summaries);
      expect(found).toHaveLength(summaries.length);
      for (const [at, first] of found.entries()) expect(found[first]).toBe(first <= at ? first : null);
    }),
  );
});
