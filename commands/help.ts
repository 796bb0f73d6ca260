import * as z from 'zod';
import { whoMay } from '../src/command/allowed.ts';
import { type Command, defineCommand } from '../src/command/command.ts';
import { commandNamed } from '../src/command/named.ts';
import { layoutCommandHelp, layoutHelp } from '../src/command/usage.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
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
    suggest: { command: (typed) => completing(all().map(({ name }) => name))(typed) },
    answer: async ({ command: typed }, { asker, desk }) => {
      if (typed === undefined) return layoutHelp(all(), `${file.name} desk`);
      const command = commandNamed(all(), typed);
      return layoutCommandHelp(command, whoMay(command, asker, desk));
    },
  });
  const all = (): readonly Command[] => [...others, own];
  return own;
};
