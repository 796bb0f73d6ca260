/**
 * Smaller goes first: alerts, and what is said about them, before digests. Edits come last: platforms take few of them, and
 * what they say was said in a note already.
 */
export const priority = { alert: 0, notice: 5, digest: 10, edit: 20 } as const;
