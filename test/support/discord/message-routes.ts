import { ApiError, invalidForm } from './api-error.ts';
import { makeMessage, messageObject } from './message.ts';
import type { Route } from './route.ts';
import {
  channelObject,
  type Json,
  may,
  type StandInChannel,
  type StandInMessage,
  snowflakeTime,
  type World,
} from './world.ts';

/** The routes of resources/message, and the one of resources/user that opens a direct message. */
export function messageRoutes(world: World, visible: (id: string | undefined) => StandInChannel): readonly Route[] {
  return [
    {
      method: 'GET',
      path: /^\/channels\/(\d+)\/messages$/,
      auth: true,
      handle: ({ params, query }) => {
        const channel = visible(params[0]);
        if (!may(world, channel, 'ReadMessageHistory')) return [];
        return pageOf(channel, query).map((message) => messageObject(message));
      },
    },
    {
      method: 'POST',
      path: /^\/channels\/(\d+)\/messages$/,
      auth: true,
      handle: ({ params, body }) => {
        const channel = visible(params[0]);
        if (channel.recipient !== null && world.unreachable.has(channel.recipient))
          throw new ApiError(403, 50007, 'Cannot send messages to this user');
        const needed = channel.parent === null ? 'SendMessages' : 'SendMessagesInThreads';
        if (!may(world, channel, needed)) throw new ApiError(403, 50013, 'Missing Permissions');
        if (body.message_reference !== undefined && !may(world, channel, 'ReadMessageHistory'))
          throw new ApiError(400, 160002, 'Cannot reply without permission to read message history');
        if (channel.locked) throw new ApiError(400, 160005, 'Thread is locked');
        const known = body.enforce_nonce === true ? joined(world, channel, body.nonce) : undefined;
        if (known !== undefined) return messageObject(known, true);
        const message = makeMessage(world, channel.id, body, { above: referenced(channel, body) });
        channel.messages.push(message);
        return messageObject(message, true);
      },
    },
    {
      method: 'PATCH',
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      auth: true,
      handle: ({ params, body }) => {
        const channel = visible(params[0]);
        const message = channel.messages.find(({ id }) => id === params[1]);
        if (message === undefined) throw new ApiError(404, 10008, 'Unknown Message');
        if (message.author.id !== world.bot.id)
          throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
        if (channel.refusesEdits !== undefined) throw new ApiError(400, channel.refusesEdits, 'It cannot be edited');
        const { content, flags, components } = makeMessage(world, channel.id, body, { edit: true });
        Object.assign(message, { content, flags, components, edits: message.edits + 1, editedAt: Date.now() });
        return messageObject(message);
      },
    },
    {
      method: 'POST',
      path: /^\/users\/@me\/channels$/,
      auth: true,
      handle: ({ body }) => directMessage(world, body),
    },
  ];
}

/** The message that a post replies to: resources/message, "Message Reference Structure". */
function referenced({ messages }: StandInChannel, { message_reference: given }: Json): string | null {
  if (given === undefined) return null;
  // Checked with the body.
  const { message_id, fail_if_not_exists = true } = given as { message_id: string; fail_if_not_exists?: boolean };
  if (messages.some(({ id }) => id === message_id)) return message_id;
  if (fail_if_not_exists) throw invalidForm([['message_reference', 'Unknown message']]);
  return null;
}

/** Newest first: "Get Channel Messages". */
function pageOf({ messages }: StandInChannel, query: URLSearchParams): readonly StandInMessage[] {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidForm([['limit', 'int value should be less than or equal to 100 and greater than or equal to 1.']]);
  const [before, after] = [query.get('before'), query.get('after')];
  if (query.has('around') || (before !== null && after !== null))
    throw invalidForm([['around', 'before, after and around exclude each other; around is not known here.']]);
  const inRange = messages
    .filter(({ ephemeral }) => !ephemeral)
    .filter(
      ({ id }) => (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
    )
    .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
  return (after === null ? inRange.slice(-limit) : inRange.slice(0, limit)).reverse();
}

/** The post of this nonce that a new one would be joined with. */
function joined(world: World, { messages }: StandInChannel, given: unknown): StandInMessage | undefined {
  const since = Date.now() - world.nonceWindowMs;
  return messages.find(({ id, nonce }) => nonce !== null && nonce === given && snowflakeTime(id) > since);
}

/** Opened once and for all: "Create DM". */
function directMessage(world: World, { recipient_id }: Json): Json {
  const recipient = String(recipient_id);
  const user = world.users.get(recipient);
  if (user === undefined) throw new ApiError(404, 10013, 'Unknown User');
  const known = [...world.channels.values()].find((channel) => channel.recipient === recipient);
  const channel = known ?? {
    id: world.snowflake(),
    name: String(user.username),
    type: 1,
    parent: null,
    recipient,
    locked: false,
    denied: [],
    messages: [],
  };
  world.channels.set(channel.id, channel);
  return channelObject(world, channel);
}
