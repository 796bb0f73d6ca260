import * as z from 'zod';
import { type Context, defineCommand } from '../src/command/command.ts';
import { layoutStoryAsked } from '../src/layout/part-of-story.ts';
import { layoutMerged, layoutSplit } from '../src/layout/story-decision.ts';
import type { Message } from '../src/message/message.ts';
import { personKey } from '../src/news/person.ts';
import { UserError } from '../src/news/user-error.ts';

/** `/story`: one event in full, and an editor's decision on what is one event. */
export const story = () =>
  defineCommand({
    name: 'story',
    summary: 'One story: how far to trust it, and who says what; merge or split it (editors)',
    audience: 'channel',
    audienceFor: ({ action = 'show' }) => (action === 'show' ? 'channel' : 'asker'),
    allowed: 'anyone',
    allowedFor: ({ action = 'show' }) => (action === 'show' ? 'anyone' : 'editor'),
    options: z.object({
      id: z.int().min(1).describe('The number beside the headline'),
      action: z
        .enum(['show', 'merge', 'split'])
        .default('show')
        .describe('Merge: it takes another story in. Split: reports leave it'),
      numbers: z
        .string()
        .regex(/^\d{1,9}( *, *\d{1,9})*$/)
        .optional()
        .describe('The story to take in, as 14; or the reports that leave, as 2,3 (1 is the earliest)'),
    }),
    examples: ['/story 1', '/story merge 12 14', '/story split 12 2,3'],
    answer: async ({ id, action, numbers }, context) => {
      const named = numbers === undefined ? [] : numbers.split(',').map(Number);
      switch (action) {
        case 'show':
          return show(id, named, context);
        case 'merge':
          return merge(id, named, context);
        case 'split':
          return split(id, named, context);
      }
    },
  });

async function show(id: number, named: readonly number[], { desk }: Context): Promise<Message> {
  if (named.length > 0)
    throw new UserError(`Say what to do with them: /story merge ${id} 14, or /story split ${id} 2,3.`, {
      option: 'action',
    });
  return layoutStoryAsked(await desk.story(id), id);
}

async function merge(into: number, named: readonly number[], { desk, asker }: Context): Promise<Message> {
  const [from] = named;
  if (from === undefined || named.length > 1)
    throw new UserError(`Say which one story it takes in: /story merge ${into} 14.`, { option: 'numbers' });
  const order = { into, from, by: personKey(asker), byName: asker.name };
  return layoutMerged(await desk.mergeStories(order));
}

async function split(story: number, reports: readonly number[], { desk, asker }: Context): Promise<Message> {
  if (reports.length === 0)
    throw new UserError(
      `Say which reports leave it, by their places from the earliest: /story split ${story} 2,3. /story ${story} shows them.`,
      { option: 'numbers' },
    );
  return layoutSplit(await desk.splitStory({ story, reports, by: personKey(asker), byName: asker.name }));
}
