import { expect, it } from 'vitest';
import { readingProcess } from '../../src/desk/reading-process.ts';
import { collectGarbage } from '../../src/garbage.ts';
import { aSource, NOON } from '../support/news.ts';

const subject = { about: [], topics: [{ id: 'diplomacy', name: 'Diplomacy', words: ['talks'] }] };
const entry = new URL('../support/burning-reader.ts', import.meta.url);

const order = (title: string) => ({
  document: {
    bytes: new TextEncoder().encode(`<rss><channel><item><title>${title}</title></item></channel></rss>`),
    contentType: null,
    url: 'https://wire.example/feed',
  },
  source: aSource({ id: 'wire' }),
  now: NOON,
});

it('reads documents in their order, by the desk’s own words', async () => {
  const read = readingProcess({ subject });
  const [one, other, none] = await Promise.all(['Talks begin', 'Rain', ''].map((title) => read(order(title))));
  expect(one).toMatchObject({ kind: 'news', updates: [{ title: 'Talks begin', topic: 'diplomacy', seen: NOON }] });
  expect(other).toMatchObject({ kind: 'news', updates: [{ title: 'Rain', topic: 'other' }] });
  expect(none).toMatchObject({ kind: 'news', updates: [] });
});

it('gives up a document that never ends, while the rest of the desk goes on, and then reads the next', async () => {
  const read = readingProcess({ subject, entry, limitMs: 1_500 });
  let beats = 0;
  const beat = setInterval(() => {
    beats += 1;
  }, 10);
  const [burnt, next] = await Promise.all([read(order('burn')), read(order('Talks begin'))]);
  clearInterval(beat);
  expect(burnt).toEqual({ kind: 'problem', problem: 'it could not be read within 1.5 seconds' });
  expect(next).toMatchObject({ kind: 'news', updates: [{ title: 'Talks begin' }] });
  // Had it been read here, the first beat would have waited for its end.
  expect(beats).toBeGreaterThan(3);
});

it('gives up a document that takes all memory, and then reads the next', async () => {
  const read = readingProcess({ subject, entry, limitMs: 30_000, limitMb: 32 });
  const problem = 'reading it needs more than 32 MB of memory';
  expect(await read(order('hoard'))).toEqual({ kind: 'problem', problem });
  // At once, which ends the process of whoever reads it, and not a thread alone.
  expect(await read(order('leap'))).toEqual({ kind: 'problem', problem });
  expect(await read(order('Talks begin'))).toMatchObject({ kind: 'news' });
});

it('passes on a fault of its own, and then reads the next', async () => {
  const read = readingProcess({ subject, entry });
  await expect(read(order('throw'))).rejects.toThrow('a fault of the program');
  await expect(read(order('die'))).rejects.toThrow('the process that reads feeds ended');
  expect(await read(order('Talks begin'))).toMatchObject({ kind: 'news' });
});

it('keeps nothing of what it has read', async () => {
  const read = readingProcess({ subject });
  const given: WeakRef<object>[] = [];
  for (const title of ['Talks begin', 'Rain', 'Snow']) given.push(new WeakRef(await read(order(title))));
  // What was read last may be held until the next document.
  await read(order(''));
  await expect
    .poll(() => {
      collectGarbage();
      return given.filter((news) => news.deref() !== undefined).length;
    })
    .toBe(0);
});
