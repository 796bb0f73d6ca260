import * as z from 'zod';
import { type Context, defineCommand } from '../src/command/command.ts';
import { layoutPosted, layoutPreview, layoutRestOfEdition } from '../src/layout/digest-answer.ts';
import type { Message } from '../src/message/message.ts';
import { inChannel } from './in-channel.ts';
import { suggestSubscription } from './subscriptions.ts';

/** `/digest`: the channel's next digest, shown or posted now. */
export const digest = () =>
  defineCommand({
    name: 'digest',
    summary: "Show what this channel's next digest would say now, or post it",
    audience: 'asker',
    allowed: 'anyone',
    allowedFor: ({ action }) => (action === 'post' ? 'manager' : 'anyone'),
    options: z.object({
      action: z.enum(['show', 'post']).default('show').describe('Show it to you alone, or post it here'),
      id: z.int().min(1).optional().describe('Of which subscription, where the channel has several'),
      explain: z.boolean().default(false).describe('Also why each story has its place'),
      page: z.int().min(1).max(50).default(1).describe('Which page'),
      more: z.int().min(1).optional().describe('The rest of a digest that was posted, by its time; for buttons'),
    }),
    examples: ['/digest', '/digest post', '/digest explain:true'],
    suggest: { id: suggestSubscription },
    answer: async (options, context) => {
      const { desk, channel } = context;
      const { action, id = null, explain, page, more } = options;
      if (more !== undefined) return layoutRestOfEdition(await desk.restOfEdition(channel, more), page);
      if (action === 'post') return post(id, context);
      return layoutPreview(await desk.preview({ channel, id, page }), {
        explain,
        page,
        again: { explain, ...(id === null ? {} : { id }) },
      });
    },
  });

async function post(id: number | null, context: Context): Promise<Message> {
  const { desk, asker } = context;
  const channel = inChannel(context, 'Post a digest from inside its channel.');
  return layoutPosted(await desk.postDigest({ channel, id, by: asker }), channel);
}
