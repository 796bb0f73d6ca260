/** Milliseconds. Longer than a request of a platform's client may take, so that there is one at a time. */
const MEMORY_MS = 12_000;

/**
 * Asks a platform (`refuses`) whether it refuses the bot's token: one refusal may be a slip of its own, and would silence
 * everything there. Callers share one question and its outcome for some seconds.
 */
export function createTokenCheck({
  refuses,
  clock,
}: {
  /** False also where the platform gives no answer. */
  readonly refuses: () => Promise<boolean>;
  readonly clock: () => number;
}): () => Promise<boolean> {
  let last: { readonly at: number; readonly refused: Promise<boolean> } | null = null;
  return () => {
    const age = last === null ? Number.POSITIVE_INFINITY : clock() - last.at;
    // A clock that was set back makes the outcome old.
    if (last === null || age < 0 || age > MEMORY_MS) last = { at: clock(), refused: refuses() };
    return last.refused;
  };
}
