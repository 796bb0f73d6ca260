/** What the stand-in knows of its one workspace; tests may change it between calls. */
export interface StandInChannel {
  readonly id: string;
  readonly name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** Only some members may post. */
  isReadOnly?: boolean;
  /** What an edit of any message here is refused with. */
  refusesEdits?: 'edit_window_closed' | 'cant_update_message' | 'message_not_found';
  /** The bot is in it. */
  isMember: boolean;
}

export interface StandInUser {
  readonly id: string;
  readonly name: string;
  tz: string;
  isGuest: boolean;
}

/** A message in a channel, or one that only `user` sees. */
export interface Shown {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | null;
  /** Who alone sees it; null when everybody does. */
  readonly onlyFor: string | null;
  text: string;
  blocks: readonly Record<string, unknown>[];
  readonly metadata: { readonly event_type: string; readonly event_payload: Record<string, unknown> } | null;
  /** The arguments as they came. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** The last edit: when it was made, in epoch milliseconds, and its arguments. */
  edited: { readonly at: number; readonly args: Readonly<Record<string, unknown>> } | null;
}

export interface OpenView {
  readonly id: string;
  readonly view: Record<string, unknown>;
}

export interface Workspace {
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly userId: string; readonly botId: string; readonly name: string };
  botToken: string;
  appToken: string;
  scopes: string[];
  appScopes: string[];
  readonly channels: Map<string, StandInChannel>;
  readonly users: Map<string, StandInUser>;
  /** Ids of the members of each user group, by its id. */
  readonly groups: Map<string, readonly string[]>;
  readonly messages: Shown[];
  readonly views: OpenView[];
  /** Triggers that may open a view. */
  readonly triggers: Map<string, { readonly at: number; used: boolean }>;
  /** What a client did that Slack would not take; a test expects none. */
  readonly failures: string[];
  /** Web API methods in the order of their calls. */
  readonly calls: string[];
  /** The methods that an enforced limit refused. */
  readonly rateLimited: string[];
  /** Calls that took effect and whose answer a fault destroyed. */
  readonly lostAnswers: { readonly call: string; readonly answer: unknown }[];
}

/** A workspace with a few channels and people. Its tokens are what the stand-in accepts. */
export function createWorkspace({
  team = { id: 'T0DESK', name: 'Desk' },
  botToken = 'xoxb-stand-in',
  appToken = 'xapp-stand-in',
}: Partial<Pick<Workspace, 'team' | 'botToken' | 'appToken'>> = {}): Workspace {
  const channel = (id: string, name: string, more: Partial<StandInChannel> = {}): StandInChannel => ({
    id,
    name,
    isPrivate: false,
    isArchived: false,
    isMember: true,
    ...more,
  });
  const channels = [
    channel('C0NEWS', 'news'),
    channel('C0OTHER', 'other', { isMember: false }),
    channel('C0OLD', 'old', { isArchived: true }),
    channel('G0SECRET', 'secret', { isPrivate: true, isMember: false }),
  ];
  const users: StandInUser[] = [
    { id: 'U0ANN', name: 'ann', tz: 'Europe/Kyiv', isGuest: false },
    { id: 'U0GUEST', name: 'guest', tz: 'Europe/Oslo', isGuest: true },
  ];
  return {
    team,
    bot: { userId: 'U0BOT', botId: 'B0BOT', name: 'sitrep' },
    botToken,
    appToken,
    scopes: [
      'commands',
      'chat:write',
      'channels:read',
      'groups:read',
      'channels:history',
      'groups:history',
      'im:write',
      'im:history',
      'users:read',
    ],
    appScopes: ['connections:write'],
    channels: new Map(channels.map((one) => [one.id, one])),
    users: new Map(users.map((one) => [one.id, one])),
    groups: new Map(),
    messages: [],
    views: [],
    triggers: new Map(),
    failures: [],
    calls: [],
    rateLimited: [],
    lostAnswers: [],
  };
}

let last = 0;

/** A message id: seconds with six digits behind the point, never the same twice. */
export function nextTs(): string {
  last = Math.max(Date.now() * 1000, last + 1);
  return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
}

let count = 0;

/** An id that occurs once, for example `nextId('V')`. */
export function nextId(sign: string): string {
  count += 1;
  return `${sign}${String(count).padStart(6, '0')}`;
}
