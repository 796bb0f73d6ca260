/** More are cut off, as "…" shows. */
const MOST_UNITS = 4;

/** Which figures differ, in a few words: `killed, wounded, drones downed`. */
export const unitWords = (units: readonly string[]): string =>
  `${units.slice(0, MOST_UNITS).join(', ')}${units.length > MOST_UNITS ? ' …' : ''}`;
