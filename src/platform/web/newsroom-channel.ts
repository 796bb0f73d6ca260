import type { Channel } from '../../news/channel.ts';

/** The one channel that the page itself bears. */
export const newsroomChannel: Channel = { platform: 'web', workspace: 'local', id: 'newsroom', name: 'newsroom' };
