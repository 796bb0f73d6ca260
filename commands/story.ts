import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutStory } from '../src/layout/story.ts';

/** `/story`: one event in full. */
export const story = () =>
  defineCommand({
    name: 'story',
    summary: 'One story: how far to trust it, and who says what',
    audience: 'channel',
    allowed: 'anyone',
    options: z.object({ id: z.int().min(1).describe('The number beside the headline') }),
    examples: ['/story 1'],
    answer: async ({ id }, { desk }) => layoutStory(await desk.story(id)),
  });
