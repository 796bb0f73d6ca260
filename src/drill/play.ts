import type { DeskFile } from '../content/desk-file.ts';
import type { Drill } from '../content/drill-file.ts';
import { createActor } from './actor.ts';
import type { Happening } from './happening.ts';
import type { DrillHouse } from './house.ts';

/** As many alerts no drill has. */
const MOST_ALERTS = 1_000;

/** Plays a drill in its house, event by event, the clock at the time of each. `file` is the desk's. */
export async function* playDrill(options: {
  readonly drill: Drill;
  readonly house: DrillHouse;
  readonly file: DeskFile;
}): AsyncGenerator<Happening> {
  const { drill, house } = options;
  const act = createActor(options);
  const told = new Set<number>();

  async function expiredBefore(time: number): Promise<readonly Happening[]> {
    const alerts = await house.store.alerts.recent(MOST_ALERTS);
    const late = alerts.filter(
      ({ id, state, expiresAt }) => (state === 'draft' || state === 'waiting') && expiresAt < time && !told.has(id),
    );
    for (const { id } of late) told.add(id);
    return late
      .toSorted((one, other) => one.expiresAt - other.expiresAt)
      .map((alert) => ({ kind: 'expired', alert, at: alert.expiresAt, about: false, posts: [] }));
  }

  for (const event of drill.events) {
    const { at, about } = event;
    yield* await expiredBefore(at);
    house.moveTo(at);
    const deed = await act(event);
    yield { ...deed, at, about, posts: await house.deliver() };
  }
  yield* await expiredBefore(Number.POSITIVE_INFINITY);
}
