import { describe, expect, it } from 'vitest';
import { stories } from '../../src/cli/stories.ts';

async function group(lines: readonly string[], args: readonly string[] = ['group']) {
  const [written, told] = [[] as string[], [] as string[]];
  const input = (async function* () {
    yield Buffer.from(lines.join('\n'));
  })();
  const problem = await stories({
    ...{ args, input, clock: () => 0 },
    write: (line) => void written.push(line),
    tell: (words) => void told.push(words),
  }).catch((error: Error) => error.message);
  return { rows: written.map((line) => JSON.parse(line)), told, problem };
}

const line = (id: unknown, title: string, time = '2026-11-24T12:00:00Z') =>
  JSON.stringify({ id, time, lang: 'eng', title });

describe('sitrep stories group', () => {
  it('prints the story of each update, in their order, with its id as it was written', async () => {
    const { rows, problem } = await group([
      line('a', 'NATO defence ministers meet in Brussels on air defence'),
      line(7, 'Grain prices rise in Odesa after port closure'),
      line('c', 'Defence ministers of NATO meet on air defence in Brussels', '2026-11-24T13:00:00Z'),
    ]);
    expect(rows).toEqual([
      { id: 'a', story: 1 },
      { id: 7, story: 2 },
      { id: 'c', story: 1 },
    ]);
    expect(problem).toBeUndefined();
  });

  it('names each line that it cannot read, and groups the others', async () => {
    const { rows, told, problem } = await group([
      'nonsense',
      '{"title": "without an id"}',
      line('late', 'A day that never was', 'yesterday'),
      line('good', 'Grain prices rise in Odesa'),
    ]);
    expect(rows).toEqual([{ id: 'good', story: 1 }]);
    expect(told).toEqual([
      'line 1: is no JSON object with an id. One line holds one update.',
      'line 2: is no JSON object with an id. One line holds one update.',
      'line 3: has no time that can be read: “yesterday”. Write 2026-11-26T12:00:00Z.',
    ]);
    expect(problem).toMatch('3 of the lines could not be read');
  });

  it('takes lines without time, language, title or summary', async () => {
    const { rows } = await group([
      '{"id":1}',
      '{"id":2,"title":"","summary":null}',
      '{"id":3,"url":"https://a.example/"}',
    ]);
    expect(rows.map(({ story }) => story)).toEqual([1, 2, 3]);
  });

  it('says how it is asked for', async () => {
    expect((await group([], [])).problem).toMatch('sitrep stories group < updates.ndjson');
  });
});
