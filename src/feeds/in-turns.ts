export interface TurnOptions<Job, Result> {
  /** Groups that are worked on at the same time, those that take longer than `patienceMs` not counted. */
  readonly parallel: number;
  readonly patienceMs: number;
  /** Jobs of one group run one after another. */
  readonly group: (job: Job) => string;
  readonly work: (job: Job) => Promise<Result>;
}

/** Works on jobs side by side, but never on two of one group at a time. Results come in the order in which they end. */
export async function inTurns<Job, Result>(
  jobs: readonly Job[],
  { parallel, patienceMs, group, work }: TurnOptions<Job, Result>,
): Promise<readonly Result[]> {
  const waiting = [...Map.groupBy(jobs, group).values()];
  const results: Result[] = [];
  const workers: Promise<void>[] = [];
  const hire = (): void => void workers.push(worker());

  async function worker(): Promise<void> {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      let replaced = false;
      const late = setTimeout(() => {
        replaced = true;
        hire();
      }, patienceMs);
      try {
        for (const job of turn) results.push(await work(job));
      } finally {
        clearTimeout(late);
      }
      if (replaced) return;
    }
  }

  for (let count = 0; count < parallel; count += 1) hire();
  // Those who are hired meanwhile are at the end of the list.
  for (const one of workers) await one;
  return results;
}
