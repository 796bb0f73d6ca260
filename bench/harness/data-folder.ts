import { parseArgs } from 'node:util';

/** The folder that `--data` names among the words of a command line; null where they are anything else. */
export function dataFolder(args: readonly string[]): string | null {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' } } }).values.data ?? null;
  } catch {
    return null;
  }
}
