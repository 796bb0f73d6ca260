import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutUnsubscribed } from '../src/layout/subscription.ts';
import { personKey } from '../src/news/person.ts';
import { inChannel } from './in-channel.ts';
import { suggestSubscription } from './subscriptions.ts';

/** `/unsubscribe`: ends one of the channel's digests. */
export const unsubscribe = () =>
  defineCommand({
    name: 'unsubscribe',
    summary: "Stop this channel's digest",
    audience: 'channel',
    allowed: 'manager',
    options: z.object({ id: z.int().min(1).optional().describe('Which one, where the channel has several') }),
    examples: ['/unsubscribe', '/unsubscribe 3'],
    suggest: { id: suggestSubscription },
    answer: async ({ id = null }, context) => {
      const { desk, asker } = context;
      const channel = inChannel(context, 'Unsubscribe from inside the channel that receives the digest.');
      return layoutUnsubscribed(await desk.unsubscribe({ channel, id, by: personKey(asker), command: 'unsubscribe' }));
    },
  });
