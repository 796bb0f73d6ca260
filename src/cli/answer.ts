import { userInfo } from 'node:os';
import type { Bureau } from '../bureau.ts';
import type { Question } from '../command/front-desk.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import { machineZone } from '../news/zones.ts';
import { channelNamed } from './channel.ts';

/**
 * Asks the front desk what was typed in a terminal, as the person at this machine. `--channel platform:id` says in whose
 * place, for commands that belong to a channel.
 */
export async function answerTyped(
  { store, frontDesk }: Bureau,
  command: string,
  args: readonly string[],
): Promise<Message> {
  const { channel: key, words } = takeChannel(args);
  const channel = key === null ? null : await channelNamed(store, key);
  const question: Question = { command, input: words.map(quoted).join(' '), asker: localAsker(), channel };
  return (await frontDesk.ask(question)).message;
}

/** What a terminal's words say of the channel in whose place they ask, and the other words. Throws `UserError`. */
export function takeChannel(args: readonly string[]): {
  readonly channel: string | null;
  readonly words: readonly string[];
} {
  const at = args.findIndex((arg) => arg === '--channel' || arg.startsWith('--channel='));
  if (at < 0) return { channel: null, words: args };
  const inline = args[at]?.split('=')[1];
  const channel = inline ?? args[at + 1];
  if (channel === undefined) throw new UserError('Say which channel: --channel web:newsroom');
  return { channel, words: args.toSpliced(at, inline === undefined ? 2 : 1) };
}

/** The shell has taken the quotes off: an argument of several words gets them back. */
const quoted = (arg: string): string => (/\s/.test(arg) ? `"${arg.replaceAll('"', "'")}"` : arg);

/** Who sits at this machine. */
export function localAsker(): Question['asker'] {
  return {
    platform: 'terminal',
    workspace: 'local',
    id: 'local',
    name: userName(),
    manages: true,
    roles: [],
    timeZone: machineZone(),
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return 'the terminal';
  }
}
