/** The updates that arrived last, by their ids. */
export interface ArrivalWindow {
  has(id: string): boolean;
  /** Forgets one, and tells whether it was there. */
  delete(id: string): boolean;
  /** `seen`: when it arrived, epoch milliseconds. */
  add(id: string, seen: number): void;
}

/** Holds what arrived within `span` milliseconds before the newest arrival, and hands out each that leaves. */
export function createArrivalWindow(span: number, expire: (id: string) => void): ArrivalWindow {
  const seenAt = new Map<string, number>();
  /** In order of arrival, from `oldest` on. */
  let arrivals: { readonly id: string; readonly seen: number }[] = [];
  let oldest = 0;
  let newest = Number.NEGATIVE_INFINITY;

  return {
    has: (id) => seenAt.has(id),
    delete: (id) => seenAt.delete(id),
    add(id, seen) {
      newest = Math.max(newest, seen);
      for (let next = arrivals[oldest]; next !== undefined && next.seen < newest - span; ) {
        oldest += 1;
        // What was removed and came again is in the window since then.
        if (seenAt.get(next.id) === next.seen) {
          expire(next.id);
          seenAt.delete(next.id);
        }
        next = arrivals[oldest];
      }
      if (oldest > arrivals.length / 2) {
        arrivals = arrivals.slice(oldest);
        oldest = 0;
      }
      seenAt.set(id, seen);
      arrivals.push({ id, seen });
    },
  };
}
