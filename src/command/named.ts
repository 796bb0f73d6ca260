import { clip } from '../news/excerpt.ts';
import { nearest } from '../news/nearest.ts';
import { UserError } from '../news/user-error.ts';
import type { Command } from './command.ts';

/** The command of this name, whatever its case and with or without a slash; undefined where there is none. */
export function findCommand(commands: readonly Command[], typed: string): Command | undefined {
  const name = typed.replace(/^\//, '').toLowerCase();
  return commands.find((command) => command.name === name);
}

/** The same. Throws `UserError` that names the nearest one where there is none. */
export function commandNamed(commands: readonly Command[], typed: string): Command {
  const found = findCommand(commands, typed);
  if (found !== undefined) return found;
  const meant = nearest(
    typed.replace(/^\//, ''),
    commands.map(({ name }) => name),
  );
  const cure = meant === null ? '/help lists them all.' : `Did you mean /${meant}?`;
  throw new UserError(`There is no command “${clip(typed, 100)}”. ${cure}`);
}
