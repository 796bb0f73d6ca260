import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back what is not needed any more, in some hundredths of a second. V8 lets garbage grow to a multiple of what was alive
 * when it last looked, and while a desk file with thousands of sources is read, that is far more than the bot needs later.
 */
export function collectGarbage(): void {
  // A process has `gc` only where it was started with this; a new context has it from here on. Other flavours keep the pages.
  setFlagsFromString('--expose-gc');
  runInNewContext('globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" })');
}

/** From now on garbage may grow to a tenth of what is alive, and not to three times as much: a bot waits more than it works. */
export function keepGarbageSmall(): void {
  setFlagsFromString('--heap-growing-percent=10');
  collectGarbage();
}
