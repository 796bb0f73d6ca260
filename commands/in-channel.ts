import type { Context } from '../src/command/command.ts';
import type { Channel } from '../src/news/channel.ts';
import { UserError } from '../src/news/user-error.ts';

/** The channel that a command is about. Where it was asked outside of one, throws `UserError` that begins with `where`. */
export function inChannel({ channel }: Pick<Context, 'channel'>, where: string): Channel {
  if (channel !== null) return channel;
  throw new UserError(`${where} In a terminal, name it with --channel, for example --channel web:newsroom.`);
}
