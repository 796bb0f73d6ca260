import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Finding } from '../../delivery/sender.ts';
import { limits } from './limits.ts';
import { mayReadHistory } from './obstacle.ts';

/**
 * Milliseconds by which the clock that wrote down a try may have been ahead of Discord's: the two hours by which the time
 * zone of a machine is usually set wrong. A post that is looked for too late becomes a second post.
 */
const skew = 2 * 3_600_000;

/** Pages of history that are read before a search gives up. */
const deepest = 10;

/** Discord's ids hold the time in milliseconds since 2015: reference, "Snowflakes". */
const snowflakeAt = (at: number): bigint => BigInt(Math.max(0, Math.floor(at) - 1_420_070_400_000)) << 22n;

/**
 * Looks for the bot's message that bears a mark among those since `triedAt`, newest first: it is usually among the newest,
 * and no clock is asked where to begin. `unknown` where the history may not be read or there is too much of it. Throws what
 * the client threw.
 */
export async function search({
  rest,
  botId,
  conversation,
  direct,
  mark,
  triedAt,
}: {
  readonly rest: () => REST;
  readonly botId: string;
  /** The channel's id on Discord. */
  readonly conversation: string;
  /** Direct messages, which have no permissions. */
  readonly direct: boolean;
  readonly mark: number;
  readonly triedAt: number;
}): Promise<Finding> {
  const since = snowflakeAt(triedAt - skew);
  const range = { limit: String(limits.messagesPage) };
  let before: string | null = null;
  for (let turn = 0; turn < deepest; turn += 1) {
    const query = new URLSearchParams(before === null ? range : { ...range, before });
    // The cast: the REST client leaves the shape of an answer to its caller.
    const messages = (await rest().get(Routes.channelMessages(conversation), { query })) as readonly APIMessage[];
    const found = messages.find((message) => message.author.id === botId && bears(message, mark));
    if (found !== undefined) return { receipt: found.id };
    const oldest: bigint | null = messages
      .map(({ id }) => BigInt(id))
      .reduce<bigint | null>((least, id) => (least === null || id < least ? id : least), null);
    // Discord answers with an empty list where the bot may not read the history: resources/message, "Get Channel Messages".
    if (oldest === null && before === null && !direct && !(await mayReadHistory(rest(), botId, conversation)))
      return 'unknown';
    if (oldest === null || oldest < since || messages.length < limits.messagesPage) return 'absent';
    before = String(oldest);
  }
  return 'unknown';
}

const bears = (message: APIMessage, mark: number): boolean =>
  message.components?.some((component) => component.id === mark) ?? false;
