const MINUTE = 60_000;
const LONGEST_BETWEEN = 6 * 60 * MINUTE;

/** How long the desk waits after so many looks at a pause: twice as long each time, in milliseconds. */
export const waitAfter = (looks: number): number => Math.min(MINUTE * 2 ** Math.min(looks, 20), LONGEST_BETWEEN);
