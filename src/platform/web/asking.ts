import * as z from 'zod';
import type { Asker, Command } from '../../command/command.ts';
import type { Question } from '../../command/front-desk.ts';
import { formatTyped } from '../../command/grammar.ts';
import { type Option, optionsOf } from '../../command/option.ts';
import { isZone } from '../../news/zones.ts';
import { newsroomChannel } from './newsroom-channel.ts';

const zone = z.string().refine(isZone).nullable().catch(null);

/** What the page sends: a line as typed, or the fields of a form. `view` names the preview that draws the answer. */
export const asked = z.union([
  z.object({ line: z.string().trim().min(1).max(8_000), view: z.string().optional(), zone }),
  z.object({ command: z.string(), input: z.record(z.string(), z.string()), view: z.string().optional(), zone }),
]);
export type Asked = z.output<typeof asked>;

/** Reads a question, and how it is shown. A leading slash and `/sitrep` may stand before the command. */
export function readQuestion(body: Asked): { question: Question; line: string; filled: boolean } {
  const common = { asker: askerIn(body.zone), channel: newsroomChannel };
  if ('command' in body) {
    // A field left empty is an option left out.
    const input = Object.fromEntries(Object.entries(body.input).filter(([, value]) => value.trim() !== ''));
    const line = `/${body.command} ${formatTyped(input)}`.trim();
    return { question: { command: body.command, input, ...common }, line, filled: true };
  }
  const [, command = '', input = ''] = /^\/?(?:sitrep(?:\s+\/?|$))?(\S*)\s*(.*)$/s.exec(body.line) ?? [];
  const name = command.toLowerCase() || 'help';
  return { question: { command: name, input, ...common }, line: `/${name} ${input}`.trim(), filled: false };
}

/** Whoever sits at the desk's own machine; the guard lets nobody else ask. */
export const askerIn = (timeZone: string | null): Asker => ({
  platform: newsroomChannel.platform,
  workspace: newsroomChannel.workspace,
  id: 'local',
  // An alert bears it to every channel.
  name: 'the newsroom',
  manages: true,
  roles: [],
  timeZone,
});

/** A command as the composer completes it. */
export interface Completion {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly options: readonly Option[];
}

/** What the composer needs to know of a command. */
export const completionOf = (command: Command): Completion => ({
  name: command.name,
  summary: command.summary,
  examples: command.examples,
  options: optionsOf(command),
});
