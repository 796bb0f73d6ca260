import { type APIMessage, DiscordAPIError, type REST, Routes } from 'discord.js';
import { within } from '../../command/patience.ts';
import { createConversations } from '../../delivery/conversations.ts';
import { type Finding, type Parcel, type Sender, SendFailure } from '../../delivery/sender.ts';
import { createTokenCheck } from '../../delivery/token-check.ts';
import type { Log } from '../../log.ts';
import { type Channel, personOf, placeOf } from '../../news/channel.ts';
import { wrongId } from './channel-id.ts';
import type { DiscordPayload } from './component.ts';
import { openDirect } from './direct.ts';
import { editFailure, isTokenError, queryFailure, sendFailure } from './failure.ts';
import { search } from './history.ts';
import { rates } from './limits.ts';
import { loggable } from './loggable.ts';
import { deliveryMark, nonceOf } from './marker.ts';
import { platform } from './name.ts';
import { obstacleIn } from './obstacle.ts';
import { renderDiscord } from './render.ts';
import { refusesToken } from './token-check.ts';

/** A reply needs the permission "Read Message History", which a post does without. */
const cannotReply = 160_002;

/** Milliseconds in which Discord surely joins posts of one nonce. It promises "a few minutes". */
const nonceHolds = 60_000;

/** Milliseconds until a post is tried again that an unexplained refusal of the token held back. */
const slip = 3_000;

/** Milliseconds that finding out which permission is missing may take. */
const patience = 3_000;

/**
 * Makes the way out to Discord's channels. `rest` must not repeat requests by itself.
 * The REST client forgets its token at the first 401, which would silence the bot until a restart: every call sets it anew.
 */
export function createDiscordSender({
  rest: client,
  token,
  botId,
  clock = Date.now,
  log,
}: {
  readonly rest: REST;
  readonly token: string;
  /** The bot's own user id. */
  readonly botId: string;
  readonly clock?: () => number;
  readonly log: Log;
}): Sender {
  const rest = () => client.setToken(token);
  const conversationOf = createConversations((person) => openDirect(rest(), person));
  const tokenIsRefused = createTokenCheck({ refuses: () => refusesToken(rest()), clock });

  /** A refusal of the token counts once Discord has confirmed it; a missing permission is named where it can be learned. */
  async function failed(error: unknown, channel: Channel, as: typeof sendFailure): Promise<SendFailure> {
    if (isTokenError(error) && !(await tokenIsRefused()))
      return new SendFailure('busy', "Discord refused the bot's token once and did not confirm it. The post waits.", {
        retryAfter: slip,
        scope: 'platform',
        cause: error,
      });
    const failure = as(error, channel);
    if (!(error instanceof DiscordAPIError && error.code === 50013)) return failure;
    const named = obstacleIn({ rest: rest(), botId, channel, now: clock() }).catch(() => null);
    return new SendFailure(failure.kind, (await within(named, patience, null)) ?? failure.message, { cause: error });
  }

  async function open(channel: Channel): Promise<string> {
    const mistake = wrongId(channel);
    if (mistake !== null) throw new SendFailure('blocked', mistake);
    return conversationOf(channel).catch(async (error: unknown) => {
      throw await failed(error, channel, queryFailure);
    });
  }

  const post = async ({ below, ...parcel }: Parcel): Promise<string> => {
    const { delivery, page, channel } = parcel;
    const conversation = await open(channel);
    const send = async (more: object): Promise<string> => {
      const body = { ...marked(parcel), nonce: nonceOf(delivery, page), enforce_nonce: true, ...more };
      return ((await rest().post(Routes.channelMessages(conversation), { body })) as APIMessage).id;
    };
    try {
      if (below === undefined || page > 0) return await send({});
      const reference = { message_id: below.receipt, fail_if_not_exists: false };
      return await send({ message_reference: reference }).catch((error: unknown) => {
        if (!(error instanceof DiscordAPIError && error.code === cannotReply)) throw error;
        log.warn({ err: loggable(error), delivery }, 'discord: no reply is taken there, posting to the channel');
        return send({});
      });
    } catch (error) {
      throw await failed(error, channel, sendFailure);
    }
  };

  const edit = async (parcel: Parcel, message: string): Promise<void> => {
    const conversation = await open(parcel.channel);
    try {
      await rest().patch(Routes.channelMessage(conversation, message), { body: marked(parcel) });
    } catch (error) {
      throw await failed(error, parcel.channel, editFailure);
    }
  };

  /** While the nonce holds, a second post of the page cannot become a second message, so the page may be tried again. */
  const unread = (triedAt: number): Finding => {
    const age = clock() - triedAt;
    return age >= 0 && age < nonceHolds ? 'absent' : 'unknown';
  };

  const find = async ({ delivery, page, channel, triedAt }: Parcel): Promise<Finding> => {
    // Nothing went out to a channel that cannot be.
    if (triedAt === null || wrongId(channel) !== null) return 'absent';
    try {
      const conversation = await open(channel);
      const direct = personOf(channel) !== null;
      const mark = deliveryMark(delivery, page);
      const finding = await search({ rest, botId, conversation, direct, mark, triedAt });
      return finding === 'unknown' ? unread(triedAt) : finding;
    } catch (error) {
      const failure = error instanceof SendFailure ? error : await failed(error, channel, queryFailure);
      if (failure.kind === 'busy') throw failure;
      // A refused token says nothing about the channel: once there is a new one, it can be read.
      if (failure.scope === 'platform') throw new SendFailure('busy', failure.message, { cause: error });
      log.warn({ err: loggable(error), channel: channel.id }, 'discord: cannot read the channel back');
      return unread(triedAt);
    }
  };

  const obstacle = async (channel: Channel): Promise<string | null> => {
    try {
      await open(channel);
      // Whether a person takes direct messages shows itself only in a post.
      return personOf(channel) === null ? await obstacleIn({ rest: rest(), botId, channel, now: clock() }) : null;
    } catch (error) {
      const failure = error instanceof SendFailure ? error : await failed(error, channel, queryFailure);
      if (failure.kind !== 'busy') return failure.message;
      return `Discord could not be asked about ${placeOf(channel)} just now. Try again in a minute.`;
    }
  };

  return {
    platform,
    workspaces: null,
    rates,
    lookUpRates: null,
    editRates: null,
    render: renderDiscord,
    post,
    edit,
    find,
    obstacle,
  };
}

/** A page as the body of a request, with the mark by which it is found again. */
function marked({ delivery, page, payload }: Parcel): DiscordPayload {
  // Only what `render` made comes here, unchanged or read back from the store.
  const made = payload as DiscordPayload;
  const [container] = made.components;
  return { ...made, components: [{ ...container, id: deliveryMark(delivery, page) }] };
}
