import { expect, it } from 'vitest';
import { madeUpFeeds } from '../../bench/feeds/documents.ts';
import { measureIntake } from '../../bench/feeds/intake.ts';
import { measurePolling } from '../../bench/feeds/polling.ts';
import { feedReaders } from '../../bench/feeds/readers.ts';
import { bench } from '../../bench/feeds.ts';

it.each(madeUpFeeds.filter(({ items }) => items < 500))(
  'each reader finds all $items pieces of $format that it can read',
  async ({ format, items, bytes }) => {
    const found = await Promise.all(feedReaders.map(async ({ name, read }) => [name, await read(bytes)]));
    expect(Object.fromEntries(found)).toEqual({
      Sitrep: items,
      'rss-parser': format === 'JSON Feed' ? 0 : items,
      feedsmith: items,
    });
  },
);

const quiet = (): void => {};

it('polls feeds twice, of which most did not change, and counts what that brought', async () => {
  const figures = await measurePolling(quiet, { feeds: 20, hosts: 4, changing: 2 });
  const value = (end: string) => figures.find(({ name }) => name.endsWith(end))?.value;
  expect(figures.filter(({ met }) => met === false)).toEqual([]);
  expect(value('for the first time: new updates stored')).toBe(20 * 5);
  expect(value('each: new updates stored')).toBe(2 * 3);
  expect(value('not changed')).toBe(90);
});

it('takes new updates in at stores of several sizes', async () => {
  const figures = await measureIntake(quiet, { sizes: [100, 200], rounds: 1, fresh: 10 });
  expect(figures.map(({ name }) => name)).toEqual([
    ...[100, 200].flatMap((size) => {
      const name = `new updates taken in, ${size} stored at 1,000 a day (sqlite)`;
      return [name, `${name}: 5 of one feed, p99`, `${name}: the desk opened`];
    }),
    'new updates taken in: as fast at 200 stored as at 100',
  ]);
});

it('names its parts where another is asked for', async () => {
  const options = { data: null, slackChannels: null, only: 'eating', progress: quiet };
  await expect(bench.run(options)).rejects.toThrow('no part "eating"; there are parsing, polling, intake');
});
