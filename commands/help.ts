import * as z from 'zod';
import { type Command, defineCommand } from '../src/command/command.ts';
import { layoutCommandHelp, layoutHelp } from '../src/command/usage.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { nearest } from '../src/news/nearest.ts';
import { UserError } from '../src/news/user-error.ts';
import { completing } from './completing.ts';

/** Help on the other commands and on itself. */
export const help = (file: DeskFile, others: readonly Command[]): Command => {
  const own: Command = defineCommand({
    name: 'help',
    summary: 'What you can ask, and how',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({ command: z.string().max(32).optional().describe('A command to explain in full') }),
    examples: ['/help', '/help latest'],
    suggest: { command: (typed) => completing(names())(typed) },
    answer: async ({ command }) =>
      command === undefined ? layoutHelp(all(), `${file.name} desk`) : layoutCommandHelp(named(command)),
  });
  const all = (): readonly Command[] => [...others, own];
  const names = (): readonly string[] => all().map(({ name }) => name);

  function named(typed: string): Command {
    const name = typed.replace(/^\//, '').toLowerCase();
    const found = all().find((command) => command.name === name);
    if (found !== undefined) return found;
    const meant = nearest(name, names());
    throw new UserError(
      `There is no command /${name}. ${meant === null ? '/help lists them all.' : `Did you mean /${meant}?`}`,
    );
  }
  return own;
};
