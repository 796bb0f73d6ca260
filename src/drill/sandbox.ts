import type { Parcel, Sender } from '../delivery/sender.ts';
import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';
import type { Delivery } from '../store/delivery.ts';
import { markDrill } from './mark.ts';

/** The platform that exists in drills alone. */
export const drillPlatform = 'drill';

/** A message that came to a channel of the drill. */
export interface DrillPost {
  readonly channel: Channel;
  /** How it stands there: by itself, below the message that it concerns, or in its place. */
  readonly act: Delivery['act'];
  readonly message: Message;
}

/** The only way out of a drill's house: what is posted stays in this process. */
export interface Sandbox {
  readonly sender: Sender;
  /** What was posted and edited since the last call, in order. */
  taken(): readonly DrillPost[];
}

/** A sandbox for the drill of this title, which stands on every message. */
export function createSandbox(title: string): Sandbox {
  const posts: DrillPost[] = [];
  let posted = 0;
  const take = (act: DrillPost['act'], { channel, payload }: Parcel): void => {
    // `render` made it.
    posts.push({ channel, act, message: payload as Message });
  };
  return {
    sender: {
      platform: drillPlatform,
      workspaces: null,
      rates: {},
      lookUpRates: null,
      editRates: null,
      // Marked where payloads are made, so that nothing gets out without it.
      render: (message) => [markDrill(message, title)],
      async post(parcel) {
        take(parcel.below === undefined ? 'post' : 'reply', parcel);
        posted += 1;
        return `drill-${posted}`;
      },
      edit: async (parcel) => take('edit', parcel),
      find: async () => 'absent',
      obstacle: async () => null,
    },
    taken: () => posts.splice(0),
  };
}
