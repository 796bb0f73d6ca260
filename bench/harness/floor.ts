import type { Rate } from '../../src/delivery/sender.ts';

/** The least time in which a rate lets so many requests go, in seconds. */
export const floorOf = (requests: number, { posts, perMs, burst }: Rate): number =>
  (((requests - burst) / posts) * perMs) / 1_000;
