/** Smaller goes first within a channel: alerts before digests. */
export const priority = { alert: 0, notice: 5, digest: 10 } as const;
