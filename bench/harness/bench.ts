/** What a figure should be: the bound itself still meets it. */
export interface Goal {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

/** One thing that was measured. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: Goal | null;
  /** null where there is no goal. */
  readonly met: boolean | null;
}

export interface BenchOptions {
  /** A folder with larger test data; null where none was given. */
  readonly data: string | null;
  /** How many Slack channels; null where that was left to the benchmark. */
  readonly slackChannels: number | null;
  /** The one part of the benchmark to run; null for all of them. */
  readonly only: string | null;
  /** Says how it goes, for whoever waits; it is no part of the result. */
  readonly progress: (text: string) => void;
}

/** One file of `bench/`: it exports a `bench`, and its name is the file's. */
export interface Bench {
  readonly name: string;
  /** What it measures, in one line. */
  readonly summary: string;
  run(options: BenchOptions): Promise<readonly Figure[]>;
}

/** A figure, judged by its goal. */
export function figure(name: string, value: number, unit: string, goal: Goal | null = null): Figure {
  if (goal === null) return { name, value, unit, goal, met: null };
  return { name, value, unit, goal, met: goal.bound === 'at most' ? value <= goal.value : value >= goal.value };
}
