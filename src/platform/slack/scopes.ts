/** A permission of the bot and what it is for. */
export interface Permission {
  readonly name: string;
  /** What it costs to be without it. */
  readonly without: string;
  readonly required: boolean;
}

/** Shows who is in a user group. */
export const groupScope = 'usergroups:read';

/** The bot's permissions where these user groups make editors. Source: docs.slack.dev/reference/scopes */
export const scopesFor = (groups: readonly string[]): readonly Permission[] =>
  groups.length === 0
    ? scopes
    : [...scopes, { name: groupScope, required: false, without: 'nobody is an editor by a user group' }];

const scopes: readonly Permission[] = [
  { name: 'commands', required: true, without: 'nobody can ask anything' },
  { name: 'chat:write', required: true, without: 'nothing can be posted' },
  { name: 'channels:read', required: false, without: 'public channels cannot be checked before posting' },
  { name: 'groups:read', required: false, without: 'private channels cannot be checked before posting' },
  {
    name: 'channels:history',
    required: false,
    without: 'a post whose answer was lost cannot be found in public channels',
  },
  {
    name: 'groups:history',
    required: false,
    without: 'a post whose answer was lost cannot be found in private channels',
  },
  { name: 'im:write', required: false, without: 'nobody can be written to in direct messages' },
  {
    name: 'im:history',
    required: false,
    without: 'a post whose answer was lost cannot be found in direct messages',
  },
  { name: 'users:read', required: false, without: "people's time zones and guests are unknown" },
];
