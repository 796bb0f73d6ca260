export interface TurnOptions<Job, Result> {
  /** Groups that are worked on at the same time. */
  readonly parallel: number;
  /** Jobs of one group run one after another. */
  readonly group: (job: Job) => string;
  readonly work: (job: Job) => Promise<Result>;
}

/** Works on jobs side by side, but never on two of one group at a time. Results come in the order in which they end. */
export async function inTurns<Job, Result>(
  jobs: readonly Job[],
  { parallel, group, work }: TurnOptions<Job, Result>,
): Promise<readonly Result[]> {
  const waiting = [...Map.groupBy(jobs, group).values()];
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      for (const job of turn) results.push(await work(job));
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}
