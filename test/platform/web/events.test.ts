import { describe, expect, it, onTestFinished } from 'vitest';
import { type Change, createEvents } from '../../../src/platform/web/events.ts';

const change = (id: string, version = '1'): Change => ({ id, channel: 'web:newsroom', version });

/** Events that look only when nudged. */
function open() {
  let now: readonly Change[] = [change('a')];
  let broken = false;
  let looks = 0;
  const failures: unknown[] = [];
  const events = createEvents({
    read: async () => {
      looks += 1;
      if (broken) throw new Error('no store');
      return now;
    },
    failed: (error) => void failures.push(error),
    every: 1_000_000,
  });
  onTestFinished(events.stop);
  return {
    ...events,
    failures,
    looks: () => looks,
    stands: (...changes: readonly Change[]) => {
      now = changes;
    },
    breaks: (is: boolean) => {
      broken = is;
    },
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('events', () => {
  it('tell a new listener what stands, and everybody what changes, as soon as they are nudged', async () => {
    const { subscribe, nudge, stands, settled } = open();
    const first: unknown[] = [];
    const second: unknown[] = [];
    subscribe((changes) => first.push(changes));
    await settled();
    subscribe((changes) => second.push(changes));
    stands(change('a'), change('b'));
    nudge();
    await settled();
    stands(change('a', '2'), change('b'));
    nudge();
    await settled();
    expect(first).toEqual([[change('a')], [change('b')], [change('a', '2')]]);
    expect(second).toEqual(first);
  });

  it('go on after a look that failed', async () => {
    const { subscribe, nudge, breaks, failures, settled } = open();
    const heard: unknown[] = [];
    breaks(true);
    subscribe((changes) => heard.push(changes));
    await settled();
    expect(failures).toHaveLength(1);
    breaks(false);
    nudge();
    await settled();
    expect(heard).toEqual([[change('a')]]);
  });

  it('rest while nobody listens', async () => {
    const { subscribe, nudge, looks, settled } = open();
    nudge();
    await settled();
    expect(looks()).toBe(0);
    subscribe(() => {})();
    nudge();
    await settled();
    expect(looks()).toBe(0);
  });
});
