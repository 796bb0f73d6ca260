/** The bot's permissions and what each is for. Source: docs.slack.dev/reference/scopes */
export const scopes: readonly { readonly name: string; readonly without: string; readonly required: boolean }[] = [
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
