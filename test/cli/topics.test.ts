import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { topics } from '../../src/cli/topics.ts';
import { UserError } from '../../src/news/user-error.ts';
import { aSource } from '../support/news.ts';

const file = {
  about: ['baltic*'],
  topics: [
    { id: 'storms', name: 'Storms', words: ['storm*'] },
    { id: 'papers', name: 'Papers', words: ['paper*'], trained: 'analysis' as const },
  ],
  sources: [aSource({ id: 'institute', name: 'The Institute', kind: 'think_tank' })],
};

async function classify(text: string, args: readonly string[] = ['classify']) {
  const lines: string[] = [];
  const told: string[] = [];
  const input = Readable.from([Buffer.from(text)]);
  await topics({ args, file, input, write: (line) => lines.push(line), tell: (words) => told.push(words) });
  return { lines: lines.map((line) => JSON.parse(line)), told };
}

it('prints the topic of each update, on the desk’s subject or not', async () => {
  const { lines, told } = await classify(
    '{"id":"a","time":"2026-11-22T08:00:00Z","lang":"en","title":"Storms and a storm surge"}\r\n\n{"id":2,"title":"Nichts","summary":null,"url":null}\n',
  );
  expect(lines).toEqual([
    { id: 'a', topic: 'storms', confidence: expect.closeTo(0.89, 1) },
    { id: 2, topic: 'other', confidence: expect.any(Number) },
  ]);
  expect(told).toEqual([]);
});

it('knows the desk’s sources by id and by name', async () => {
  const line = (source: string) => JSON.stringify({ id: source, title: 'Papier', source });
  const { lines } = await classify(['institute', 'The Institute', 'North Post'].map(line).join('\n'));
  const [byId, byName, unknown] = lines.map(({ confidence }) => confidence);
  expect(byId).toBe(byName);
  expect(byId).not.toBe(unknown);
});

it('passes over what is no update, and says so', async () => {
  const { lines, told } = await classify('nonsense\n[]\n{"id":"a"}\n{"id":"b","title":"Storm"}');
  expect(lines).toMatchObject([{ id: 'b', topic: 'storms' }]);
  expect(told).toEqual([1, 2, 3].map((line) => expect.stringContaining(`Line ${line} is no update`)));
});

it('passes over a line that is longer than any update', async () => {
  const long = JSON.stringify({ id: 'long', title: 'Storm', summary: 'x'.repeat(300_000) });
  const { lines, told } = await classify(`${long}\n{"id":"b","title":"Storm"}`);
  expect(lines).toMatchObject([{ id: 'b' }]);
  expect(told).toEqual([expect.stringContaining('Line 1 is no update')]);
});

it.each([[[]], [['train']], [['classify', 'file']]])('says how it is asked: %j', async (args) => {
  await expect(classify('', args)).rejects.toThrow(UserError);
});
