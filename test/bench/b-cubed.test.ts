import { expect, it } from 'vitest';
import { agreement } from '../../bench/stories/b-cubed.ts';

const items = ['a1', 'a2', 'a3', 'b1'] as const;
const event = (item: string): string => item.slice(0, 1);

it('gives full marks to the same groups under other numbers', () => {
  expect(agreement(items, (item) => (event(item) === 'a' ? 7 : 3), event)).toMatchObject({
    ...{ precision: 100, recall: 100, f1: 100, pairs: 100, groups: 2, trueGroups: 2 },
  });
});

it('counts for each item what is right of its group and of its event', () => {
  // a1 and a2 together, a3 with b1: precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4.
  const found = agreement(items, (item) => (['a1', 'a2'].includes(item) ? 1 : 2), event);
  expect(found.precision).toBeCloseTo(75);
  expect(found.recall).toBeCloseTo(200 / 3);
  // One of two pairs is right, and one of three is found.
  expect(found.pairs).toBeCloseTo(40);
});
