import { checkBlocks } from './blocks-check.ts';
import { checkView } from './view-check.ts';
import { nextId, nextTs, type Shown, type Workspace } from './workspace.ts';

export type Args = Readonly<Record<string, unknown>>;
export type Result = Record<string, unknown>;

/** An answer `ok: false`, with Slack's own word. */
export class Refusal extends Error {
  readonly more: Result;
  constructor(word: string, more: Result = {}) {
    super(word);
    this.more = more;
  }
}

export interface Method {
  /** Any of these will do. */
  readonly scopes: readonly string[];
  readonly token: 'bot' | 'app';
  readonly args: readonly string[];
  call(args: Args, workspace: Workspace): Result;
}

const historyScopes = ['channels:history', 'groups:history', 'im:history'];

const post = 'channel text blocks metadata parse mrkdwn thread_ts reply_broadcast unfurl_links unfurl_media'.split(' ');

/** The methods that the stand-in serves. Source of arguments and errors: docs.slack.dev/reference/methods */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    token: 'bot',
    args: ['token'],
    call: (_, { team, bot }) => ({
      team: team.name,
      team_id: team.id,
      user: bot.name,
      user_id: bot.userId,
      bot_id: bot.botId,
    }),
  },
  'chat.postMessage': {
    scopes: ['chat:write'],
    token: 'bot',
    args: post,
    call: (args, workspace) => {
      const channel = channelOf(args, workspace);
      if (channel.isArchived) throw new Refusal('is_archived');
      if (!channel.isMember && !workspace.scopes.includes('chat:write.public')) throw new Refusal('not_in_channel');
      const message = messageOf(args, null);
      const above = workspace.messages.find(({ ts }) => ts === message.threadTs);
      if (message.threadTs !== null && above === undefined) throw new Refusal('thread_not_found');
      // "Avoid using a reply's ts value; use its parent instead": docs.slack.dev/reference/methods/chat.postMessage
      if (above !== undefined && above.threadTs !== null) throw new Refusal('stand_in_reply_to_a_reply');
      if (args.reply_broadcast === true && above === undefined) throw new Refusal('stand_in_broadcast_of_no_reply');
      workspace.messages.push(message);
      return { channel: channel.id, ts: message.ts, message: { text: message.text } };
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    token: 'bot',
    args: [...post.filter((name) => name !== 'metadata' && !name.startsWith('unfurl')), 'user'],
    call: (args, workspace) => {
      const channel = channelOf(args, workspace);
      if (!channel.isMember) throw new Refusal('channel_not_found');
      if (!workspace.users.has(String(args.user))) throw new Refusal('user_not_in_channel');
      const message = messageOf(args, String(args.user));
      workspace.messages.push(message);
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scopes: ['chat:write'],
    token: 'bot',
    args: ['channel', 'ts', 'text', 'blocks', 'parse', 'metadata'],
    call: (args, workspace) => {
      const message = ownMessage(args, workspace);
      const { isArchived, refusesEdits } = channelOf(args, workspace);
      if (isArchived) throw new Refusal('is_inactive');
      if (refusesEdits !== undefined) throw new Refusal(refusesEdits);
      if (typeof args.text === 'string' && args.text.length > 4000) throw new Refusal('msg_too_long');
      const { text, blocks } = messageOf(args, null);
      Object.assign(message, { text, blocks, edited: { at: Date.now(), args } });
      return { channel: message.channel, ts: message.ts, text };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    token: 'bot',
    args: ['channel', 'ts'],
    call: (args, workspace) => {
      const message = ownMessage(args, workspace);
      workspace.messages.splice(workspace.messages.indexOf(message), 1);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'conversations.info': {
    scopes: ['channels:read', 'groups:read'],
    token: 'bot',
    args: ['channel'],
    call: (args, workspace) => {
      const { id, name, isArchived, isMember, isPrivate, isReadOnly = false } = channelOf(args, workspace);
      const shown = { id, name, is_archived: isArchived, is_member: isMember, is_private: isPrivate };
      return { channel: { ...shown, is_read_only: isReadOnly, is_im: id.startsWith('D') } };
    },
  },
  'conversations.history': {
    scopes: historyScopes,
    token: 'bot',
    args: ['channel', 'oldest', 'latest', 'inclusive', 'include_all_metadata', 'limit', 'cursor'],
    call: (args, workspace) => {
      const here = readable(args, workspace).filter(
        ({ threadTs, sent }) => threadTs === null || sent.reply_broadcast === true,
      );
      return listing(here.reverse(), args);
    },
  },
  'conversations.replies': {
    scopes: historyScopes,
    token: 'bot',
    args: ['channel', 'ts', 'oldest', 'latest', 'inclusive', 'include_all_metadata', 'limit', 'cursor'],
    call: (args, workspace) => {
      const here = readable(args, workspace).filter(({ ts, threadTs }) => ts === args.ts || threadTs === args.ts);
      if (here.length === 0) throw new Refusal('thread_not_found');
      return listing(here, args);
    },
  },
  'conversations.open': {
    scopes: ['im:write'],
    token: 'bot',
    args: ['users'],
    call: (args, workspace) => {
      const user = workspace.users.get(String(args.users));
      if (user === undefined) throw new Refusal('user_not_found');
      const id = `D${user.id.slice(1)}`;
      workspace.channels.set(id, { id, name: user.name, isPrivate: true, isArchived: false, isMember: true });
      return { channel: { id } };
    },
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    token: 'bot',
    args: ['usergroup'],
    call: ({ usergroup }, workspace) => {
      if (typeof usergroup !== 'string') throw new Refusal('invalid_arguments');
      const users = workspace.groups.get(usergroup);
      if (users === undefined) throw new Refusal('no_such_subteam');
      return { users };
    },
  },
  'users.info': {
    scopes: ['users:read'],
    token: 'bot',
    args: ['user'],
    call: (args, workspace) => {
      const user = workspace.users.get(String(args.user));
      if (user === undefined) throw new Refusal('user_not_found');
      const { id, name, tz, isGuest } = user;
      return { user: { id, name, tz, is_restricted: isGuest, is_ultra_restricted: false } };
    },
  },
  'views.open': {
    scopes: [],
    token: 'bot',
    args: ['trigger_id', 'view'],
    call: (args, workspace) => {
      const trigger = workspace.triggers.get(String(args.trigger_id));
      if (trigger === undefined) throw new Refusal('invalid_trigger_id');
      if (trigger.used) throw new Refusal('exchanged_trigger_id');
      if (Date.now() - trigger.at > 3000) throw new Refusal('expired_trigger_id');
      trigger.used = true;
      const view = viewOf(args);
      const id = nextId('V');
      workspace.views.push({ id, view });
      return { view: { ...view, id } };
    },
  },
  'views.update': {
    scopes: [],
    token: 'bot',
    args: ['view_id', 'view'],
    call: (args, workspace) => {
      const index = workspace.views.findIndex(({ id }) => id === args.view_id);
      if (index < 0) throw new Refusal('not_found');
      const open = { id: String(args.view_id), view: viewOf(args) };
      workspace.views[index] = open;
      return { view: { ...open.view, id: open.id } };
    },
  },
};

function channelOf(args: Args, workspace: Workspace) {
  const channel = workspace.channels.get(String(args.channel));
  if (channel === undefined || (channel.isPrivate && !channel.isMember)) throw new Refusal('channel_not_found');
  return channel;
}

function readable(args: Args, workspace: Workspace): Shown[] {
  const channel = channelOf(args, workspace);
  if (!channel.isMember) throw new Refusal('not_in_channel');
  const needed = channel.id.startsWith('D') ? 'im:history' : channel.isPrivate ? 'groups:history' : 'channels:history';
  if (!workspace.scopes.includes(needed))
    throw new Refusal('missing_scope', { needed, provided: workspace.scopes.join(',') });
  return workspace.messages.filter((message) => message.channel === channel.id && message.onlyFor === null);
}

function ownMessage(args: Args, workspace: Workspace): Shown {
  const channel = channelOf(args, workspace);
  const message = workspace.messages.find(({ ts, channel: id }) => ts === args.ts && id === channel.id);
  if (message === undefined) throw new Refusal('message_not_found');
  return message;
}

/** A message of these arguments, checked as Slack checks it. */
export function messageOf(args: Args, onlyFor: string | null): Shown {
  const text = typeof args.text === 'string' ? args.text : '';
  const blocks = Array.isArray(args.blocks) ? (args.blocks as Record<string, unknown>[]) : [];
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  const problems = args.blocks === undefined ? [] : checkBlocks(args.blocks);
  if (problems.length > 0) throw new Refusal('invalid_blocks', { response_metadata: { messages: problems } });
  if (text.length > 40_000) throw new Refusal('msg_too_long');
  if (weightOf(blocks) > 13_297) throw new Refusal('msg_blocks_too_long');
  if (/<!|<@|<#/.test(text)) throw new Refusal('stand_in_unescaped_text');
  const metadata = (args.metadata ?? null) as Shown['metadata'];
  if (metadata !== null && (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object')) {
    throw new Refusal('invalid_metadata_format');
  }
  return {
    ts: nextTs(),
    channel: String(args.channel),
    threadTs: typeof args.thread_ts === 'string' ? args.thread_ts : null,
    onlyFor,
    text: text.slice(0, 40_000),
    blocks,
    metadata,
    sent: args,
    edited: null,
  };
}

/**
 * Slack does not say how it weighs blocks; 13,297 characters in one block were taken, and 125 fewer with a divider besides
 * (github.com/slackapi/bolt-js/issues/2509). Everything in a block is counted here, to be on the safe side.
 */
const weightOf = (blocks: readonly object[]): number =>
  blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 100, 0);

function viewOf(args: Args): Record<string, unknown> {
  const view = args.view as Record<string, unknown>;
  const problems = checkView(view);
  if (problems.length > 0) throw new Refusal('invalid_arguments', { response_metadata: { messages: problems } });
  return view;
}

function listing(messages: readonly Shown[], args: Args): Result {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  const inRange = messages.filter(({ ts }) => Number(ts) >= oldest && Number(ts) <= latest);
  const start = Number(args.cursor ?? 0);
  const limit = Math.min(Number(args.limit ?? 100), 999);
  const page = inRange.slice(start, start + limit);
  const more = start + limit < inRange.length;
  return {
    messages: page.map(({ ts, threadTs, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      ...(metadata === null
        ? {}
        : { metadata: args.include_all_metadata ? metadata : { event_type: metadata.event_type } }),
    })),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + limit) : '' },
  };
}
