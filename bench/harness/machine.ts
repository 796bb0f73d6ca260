import { availableParallelism, cpus, totalmem } from 'node:os';

/** What a figure was measured on: a figure says little without it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** GiB, one decimal. */
  readonly memory: number;
  readonly node: string;
  readonly platform: string;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
}
