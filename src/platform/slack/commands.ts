import type { App } from '@slack/bolt';
import { attend, type Reception } from './attend.ts';
import { plainWords } from './plain-words.ts';

/** The command under which every other one is reached, because another app may own `/latest` in a workspace. */
export const umbrella = '/sitrep';

/** Answers every slash command that Slack sends here; the front desk knows which there are. */
export function takeCommands(app: App, reception: Reception): void {
  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    const visitor = {
      user: body.user_id,
      name: body.user_name,
      channel: { id: body.channel_id, name: body.channel_name },
      thread: null,
      responseUrl: body.response_url,
    };
    const asked = { ...readCommand(body.command, plainWords(body.text ?? '')), trigger: body.trigger_id };
    await attend(reception, visitor, asked, { pressed: false, replaces: false });
  });
}

/** `/latest x` and `/sitrep latest x` ask the same; `/sitrep` alone asks for help. */
export function readCommand(command: string, text: string): { readonly command: string; readonly input: string } {
  if (command !== umbrella) return { command: command.replace(/^\//, ''), input: text.trim() };
  const [, first = 'help', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(text) ?? [];
  return { command: first.replace(/^\//, '').toLowerCase(), input: rest.trim() };
}
