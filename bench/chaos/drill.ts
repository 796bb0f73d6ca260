import type { Store } from '../../src/store/store.ts';
import type { Figure } from '../harness/bench.ts';
import type { Finding, Row } from './oracle.ts';
import type { Stage } from './stage.ts';

/** What flows while the bot is killed, and how it is judged. */
export interface Drill {
  readonly deskFile: string;
  begin(scene: Scene): Course;
}

/** Where a drill takes place. */
export interface Scene {
  readonly store: Store;
  readonly stage: Stage;
  readonly random: () => number;
  /** How a process comes to the desk and its store. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A drill under way. */
export interface Course {
  /** A bot was just killed. */
  atKill(): Promise<void>;
  /** Nothing new is begun; resolves when what was begun has come to its end. */
  stop(): Promise<void>;
  /** When nothing waits any more and the bots have ended. */
  judge(): Promise<Verdict>;
}

export interface Verdict {
  /** What is wrong; none where all is well. */
  readonly findings: readonly Finding[];
  readonly figures: readonly Figure[];
  /** Every delivery that was judged. */
  readonly rows: readonly Row[];
}
