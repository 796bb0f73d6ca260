/**
 * What began later than this after now, in milliseconds, began before the clock was set back: such a wait is void. The
 * clocks of two machines differ less.
 */
export const SET_BACK_MS = 5_000;
