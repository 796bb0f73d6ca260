import type { webApi } from '@slack/bolt';
import { createConversations } from '../../delivery/conversations.ts';
import { type Parcel, type Sender, SendFailure } from '../../delivery/sender.ts';
import { createTokenCheck } from '../../delivery/token-check.ts';
import type { Log } from '../../log.ts';
import { type Channel, personOf, placeOf } from '../../news/channel.ts';
import { wrongId } from './channel-id.ts';
import { openDirect } from './direct.ts';
import { invitation, lacking, restricted } from './explain.ts';
import { editFailure, queryFailure, sendFailure } from './failure.ts';
import { markOf, search } from './history.ts';
import { editRates, lookUpRates, rates } from './limits.ts';
import { platform } from './name.ts';
import { renderSlack, type SlackPayload } from './render.ts';
import { isTokenError, slackError } from './slack-error.ts';
import { refusesToken } from './token-check.ts';

/** Slack's refusals of the blocks alone: the words can still be posted. */
const blockErrors = ['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'msg_blocks_too_long'];

/** Refusals of a reply alone: the message is gone, or nothing may stand below it. */
const threadErrors = [
  'thread_not_found',
  'message_not_found',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
];

/** Milliseconds until a post is tried again that an unexplained refusal of the token held back. */
const slip = 3_000;

/**
 * Posts to Slack. A receipt is the message's `ts`, unique within its channel; pages after the first are replies in its
 * thread. `client` must not retry (see `createSlackClient`).
 */
export function createSlackSender({
  client,
  clock,
  log,
  bot = 'Sitrep',
}: {
  readonly client: webApi.WebClient;
  readonly clock: () => number;
  readonly log: Log;
  /** The bot's name, for "/invite @name". */
  readonly bot?: string;
}): Sender {
  const conversationOf = createConversations((person) => openDirect(client, person));
  const tokenIsRefused = createTokenCheck({ refuses: () => refusesToken(client), clock });

  async function post(conversation: string, parcel: Parcel): Promise<string> {
    const answer = await inWords(parcel, (content) =>
      client.chat.postMessage({
        channel: conversation,
        ...content,
        ...threadOf(parcel),
        metadata: markOf(parcel),
        parse: 'none',
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    if (answer.ts === undefined) throw new Error('slack: an accepted post came back without its ts');
    return answer.ts;
  }

  /** Slack refuses a whole message for one image that it cannot fetch. Nothing was posted, so the words alone may be. */
  async function inWords<Answer>(
    { payload, delivery }: Parcel,
    send: (content: SlackPayload | { readonly text: string }) => Promise<Answer>,
  ): Promise<Answer> {
    // Payloads come back from this sender's own `render`.
    const { text, blocks } = payload as SlackPayload;
    return send({ text, blocks }).catch((error: unknown) => {
      if (!blockErrors.includes(slackError(error) ?? '')) throw error;
      log.error({ err: error, delivery }, 'slack: blocks refused, posting the words alone');
      return send({ text });
    });
  }

  /** A refusal of the token counts once Slack has confirmed it. */
  async function failed(error: unknown, channel: Channel, as: typeof sendFailure): Promise<SendFailure> {
    if (!isTokenError(slackError(error) ?? '') || (await tokenIsRefused())) return as(error, channel, bot);
    return new SendFailure('busy', 'Slack refused the bot token once and did not confirm it. The post waits.', {
      retryAfter: slip,
      scope: 'workspace',
      cause: error,
    });
  }

  async function open(channel: Channel): Promise<string> {
    const mistake = wrongId(channel);
    if (mistake !== null) throw new SendFailure('blocked', mistake);
    return conversationOf(channel).catch(async (error: unknown) => {
      throw await failed(error, channel, queryFailure);
    });
  }

  /** What the channel itself says against a post; null where it says nothing. Throws what Slack answered. */
  async function objection(channel: Channel): Promise<string | null> {
    const { channel: info, response_metadata } = await client.conversations.info({ channel: channel.id });
    // Slack names the token's scopes with every answer.
    if (response_metadata?.scopes?.includes('chat:write') === false) return lacking('chat:write');
    if (info?.is_read_only || info?.is_thread_only) return restricted(channel, bot);
    if (info?.is_archived) return `${placeOf(channel)} is archived. Unarchive it, or subscribe another channel.`;
    // A bot reads a channel back only as its member, and what cannot be read back could be posted twice.
    return info?.is_member === false && !info.is_im ? invitation(channel, bot) : null;
  }

  return {
    platform,
    workspaces: null,
    rates,
    lookUpRates,
    editRates,
    render: renderSlack,

    post: async (parcel) => {
      const conversation = await open(parcel.channel);
      try {
        return await post(conversation, parcel).catch((error: unknown) => {
          if (parcel.below === undefined || !threadErrors.includes(slackError(error) ?? '')) throw error;
          log.warn({ err: error, delivery: parcel.delivery }, 'slack: no reply is taken there, posting to the channel');
          const { below: _, ...alone } = parcel;
          return post(conversation, alone);
        });
      } catch (error) {
        throw await failed(error, parcel.channel, sendFailure);
      }
    },

    edit: async (parcel, ts) => {
      const conversation = await open(parcel.channel);
      try {
        await inWords(parcel, (content) =>
          client.chat.update({ channel: conversation, ts, ...content, parse: 'none' }),
        );
      } catch (error) {
        throw await failed(error, parcel.channel, editFailure);
      }
    },

    find: async (parcel) => {
      const { channel, triedAt } = parcel;
      // Nothing went out to a channel that cannot be.
      if (triedAt === null || wrongId(channel) !== null) return 'absent';
      try {
        const conversation = await open(channel);
        const found = await search(client, conversation, parcel, triedAt).catch((error: unknown) => {
          // A reply that was not taken there stands in the channel.
          if (parcel.below === undefined || !threadErrors.includes(slackError(error) ?? '')) throw error;
          return 'absent' as const;
        });
        if (found !== 'absent' || parcel.below === undefined) return found;
        const { below: _, ...alone } = parcel;
        return await search(client, conversation, alone, triedAt);
      } catch (error) {
        const failure = error instanceof SendFailure ? error : await failed(error, channel, queryFailure);
        if (failure.kind === 'busy') throw failure;
        // A refused token says nothing about the channel: once there is a new one, it can be read.
        if (failure.scope === 'workspace') throw new SendFailure('busy', failure.message, { cause: error });
        log.warn({ err: error, delivery: parcel.delivery }, 'slack: cannot read the channel back');
        return 'unknown';
      }
    },

    obstacle: async (channel) => {
      try {
        await open(channel);
        // Direct messages that could be opened take posts.
        return personOf(channel) === null ? await objection(channel) : null;
      } catch (error) {
        // Without the scope to look, posting may still work.
        const failure = error instanceof SendFailure ? error : await failed(error, channel, queryFailure);
        if (failure.kind === 'busy')
          return `Slack could not be asked about ${placeOf(channel)} just now. Try again in a minute.`;
        return slackError(error) === 'missing_scope' ? null : failure.message;
      }
    },
  };
}

/** Pages after the first stand in its thread; a reply, and all of its pages, in that of the message above it. */
function threadOf({ first, below }: Parcel): { thread_ts?: string } | { thread_ts: string; reply_broadcast: true } {
  if (below?.aloud) return { thread_ts: below.receipt, reply_broadcast: true };
  if (below !== undefined) return { thread_ts: below.receipt };
  return first === null ? {} : { thread_ts: first };
}
