import { expect, it } from 'vitest';
import { linesOf } from '../../src/cli/json-lines.ts';

async function lines(chunks: readonly (string | Uint8Array)[], longest?: number) {
  const stream = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  const found: (readonly [number, string | null])[] = [];
  for await (const { number, text } of linesOf(stream, longest)) found.push([number, text]);
  return found;
}

it.each<readonly [string, readonly (string | Uint8Array)[], readonly unknown[]]>([
  [
    'lines in one piece',
    ['a\nb\n'],
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a line over several pieces, without a break at the end',
    ['a', 'b\nc', 'd'],
    [
      [1, 'ab'],
      [2, 'cd'],
    ],
  ],
  ['a letter that stands in two pieces', [Uint8Array.of(0xd1), Uint8Array.of(0x88, 0x0a)], [[1, 'ш']]],
  [
    'blank lines and breaks of another kind',
    ['a\r\n\r\n \nb'],
    [
      [1, 'a'],
      [4, 'b'],
    ],
  ],
  [
    'a byte order mark at the beginning',
    ['\ufeffa\nb'],
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'what is no UTF-8',
    [Uint8Array.of(0xff, 0x0a, 0x61)],
    [
      [1, null],
      [2, 'a'],
    ],
  ],
  ['nothing', [], []],
])('reads %s', async (_, chunks, expected) => {
  expect(await lines(chunks)).toEqual(expected);
});

it('passes over a line that is too long, and reads on', async () => {
  expect(await lines(['abcd', 'ef', 'gh\nabc\n', 'abcdef'], 5)).toEqual([
    [1, null],
    [2, 'abc'],
    [3, null],
  ]);
});
