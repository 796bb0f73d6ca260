import type { Placed } from './story-entry.ts';

/** The reports that arrived last. */
export interface ArrivalWindow {
  /** `seen`: when the next one arrives, epoch milliseconds, never before what arrived earlier. */
  moveOn(seen: number): void;
  add(placed: Placed): void;
}

/** Holds what arrived within `span` milliseconds before the newest arrival, and hands out each that leaves. */
export function createArrivalWindow(span: number, expire: (placed: Placed) => void): ArrivalWindow {
  /** In order of arrival, from `oldest` on. */
  let arrivals: Placed[] = [];
  let oldest = 0;
  let newest = Number.NEGATIVE_INFINITY;

  return {
    moveOn(seen) {
      newest = Math.max(newest, seen);
      for (let next = arrivals[oldest]; next !== undefined && next.report.seen < newest - span; ) {
        oldest += 1;
        // Not what was removed meanwhile.
        if (next.current) expire(next);
        next = arrivals[oldest];
      }
      if (oldest <= arrivals.length / 2) return;
      arrivals = arrivals.slice(oldest);
      oldest = 0;
    },
    add: (placed) => void arrivals.push(placed),
  };
}
