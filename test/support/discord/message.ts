import { checkMessage, pings } from './body.ts';
import { botUser, type Json, type StandInMessage, type World } from './world.ts';

const numbered = (components: readonly Json[], next = { id: 1 }): readonly Json[] =>
  components.map((component) => ({
    id: next.id++,
    ...component,
    ...(Array.isArray(component.components) ? { components: numbered(component.components, next) } : {}),
  }));

/** Checks a body, records live mentions, and makes the message of it. */
export function makeMessage(
  world: World,
  channel: string,
  body: Json,
  {
    ephemeral = false,
    metadata = null,
    parse = ['everyone', 'users', 'roles'],
    above = null,
    edit = false,
  }: {
    ephemeral?: boolean;
    metadata?: Json | null;
    parse?: readonly string[];
    above?: string | null;
    edit?: boolean;
  } = {},
): StandInMessage {
  checkMessage(body, edit);
  for (const ping of pings(body, parse)) world.failures.push(`a live mention was sent: ${ping}`);
  const components = numbered((body.components ?? []) as readonly Json[]);
  return {
    id: world.snowflake(),
    channel_id: channel,
    author: botUser(world),
    content: String(body.content ?? ''),
    flags: Number(body.flags ?? 0),
    components,
    posted: components,
    nonce: typeof body.nonce === 'string' ? body.nonce : null,
    ephemeral,
    interaction_metadata: metadata,
    above,
    edits: 0,
    editedAt: null,
  };
}

/** A message as the API returns it. Only the answer to its own creation repeats a nonce. */
export const messageObject = (message: StandInMessage, created = false): Json => ({
  id: message.id,
  channel_id: message.channel_id,
  author: message.author,
  content: message.content,
  flags: message.flags,
  components: message.components,
  timestamp: new Date().toISOString(),
  edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  pinned: false,
  type: 0,
  ...(created && message.nonce !== null ? { nonce: message.nonce } : {}),
  ...(message.interaction_metadata === null ? {} : { interaction_metadata: message.interaction_metadata }),
});
