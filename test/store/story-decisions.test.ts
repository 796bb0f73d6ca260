import { beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { minute, noon, publish, story, update } from '../support/store-samples.ts';

const decision = { at: noon, by: 'paper:anna', kind: 'merge', story: 1, other: 2, updates: ['b', `c"'`] } as const;

describeEngines('decisions on stories', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await publish(store, update('a'));
    await publish(store, update('b'), update('c'));
  });

  it('are kept in order, and read from a number or a time on', async () => {
    const { storyDecisions } = store;
    expect(await storyDecisions.newest()).toBe(0);
    await storyDecisions.add(decision);
    await storyDecisions.add({ ...decision, at: noon + minute, kind: 'split' });
    const [first, second] = await storyDecisions.after(0, 9);
    expect(first).toEqual({ ...decision, id: first?.id });
    expect(second).toMatchObject({ at: noon + minute, kind: 'split', updates: ['b', `c"'`] });
    expect(await storyDecisions.newest()).toBe(second?.id);
    expect(await storyDecisions.after(0, 1)).toEqual([first]);
    expect(await storyDecisions.after(first?.id ?? 0, 9)).toEqual([second]);
    expect(await storyDecisions.since(noon + 1)).toEqual([second]);
  });

  it('leave a story that became part of another out of what is listed, and lead on from it', async () => {
    const { stories } = store;
    const ids = async () => (await stories.newest({ limit: 9 })).map(({ id }) => id);
    expect(await stories.mergedInto([1, 2, 2 ** 60])).toEqual(new Map());
    await stories.merge(2, 1);
    expect(await ids()).toEqual([1]);
    expect(await stories.count({})).toBe(1);
    expect(await stories.count({ topics: ['military'] })).toBe(1);
    expect(await stories.changed({ topics: ['military'], since: 0, limit: 9 })).toMatchObject([{ id: 1 }]);
    expect(await stories.mergedInto([1, 2, 3, 2 ** 60])).toEqual(new Map([[2, 1]]));
    await stories.create(story);
    await stories.merge(1, 3);
    expect(await stories.mergedInto([1, 2, 3])).toEqual(
      new Map([
        [1, 3],
        [2, 3],
      ]),
    );
    expect(await ids()).toEqual([3]);
  });

  it('move updates, and set what that makes of a story', async () => {
    await store.updates.move(['b'], 1);
    expect((await store.updates.ofStories([1])).map(({ id }) => id)).toEqual(['a', 'b']);
    const shape = { topic: 'sanctions', first: noon - 1, last: noon + 1, arrived: noon };
    await store.stories.amend({ id: 1, ...shape }, noon + 5 * minute);
    expect(await store.stories.byIds([1])).toEqual([{ id: 1, ...shape }]);
    const [changed] = await store.stories.changed({ topics: ['sanctions'], since: 0, limit: 9 });
    expect(changed?.changed).toBe(noon + 5 * minute);
  });

  it('move a pin, which lasts as long as either', async () => {
    const { pins } = store;
    await pins.move(1, 2);
    expect(await pins.at(noon)).toEqual(new Set());
    await pins.pin(2, noon + minute);
    await pins.move(2, 1);
    expect(await pins.at(noon)).toEqual(new Set([1]));
    await pins.pin(2, noon + 3 * minute);
    await pins.move(2, 1);
    expect(await pins.at(noon + 2 * minute)).toEqual(new Set([1]));
  });
});
