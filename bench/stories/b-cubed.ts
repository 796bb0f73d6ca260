/** How far two groupings of the same items agree, in percent. */
export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** F1 over pairs of items that stand together. */
  readonly pairs: number;
  readonly groups: number;
  readonly trueGroups: number;
}

/**
 * B-cubed precision and recall (Bagga and Baldwin 1998): for each item the part of its group that is of its event, and the part
 * of its event that is in its group, on average over all items; and pairwise F1.
 */
export function agreement<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => number | string,
  eventOf: (item: Item) => string,
): Agreement {
  const groups = tally(items.map((item) => String(groupOf(item))));
  const events = tally(items.map(eventOf));
  const both = tally(items.map((item) => `${groupOf(item)}\n${eventOf(item)}`));
  let [precision, recall] = [0, 0];
  for (const item of items) {
    const shared = both.get(`${groupOf(item)}\n${eventOf(item)}`) ?? 0;
    precision += shared / (groups.get(String(groupOf(item))) ?? 1) / items.length;
    recall += shared / (events.get(eventOf(item)) ?? 1) / items.length;
  }
  return {
    ...{ precision: 100 * precision, recall: 100 * recall, f1: 100 * harmonic(precision, recall) },
    pairs: 100 * harmonic(pairs(both) / pairs(groups), pairs(both) / pairs(events)),
    ...{ groups: groups.size, trueGroups: events.size },
  };
}

function tally(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const pairs = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);

const harmonic = (one: number, other: number): number => (one + other > 0 ? (2 * one * other) / (one + other) : 0);
