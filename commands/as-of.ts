import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutAsOf } from '../src/layout/as-of.ts';
import { momentWords, parsePastMoment } from '../src/news/past-moment.ts';
import { inChannel } from './in-channel.ts';
import { readAt } from './read-at.ts';
import { zoneFor } from './term-options.ts';

/** `/asof`: what a channel had been told at a moment, and how sure the desk was of it then. */
export const asOf = ({ topics }: DeskFile) =>
  defineCommand({
    name: 'asof',
    summary: 'What had been posted here at a moment, and how it was graded then',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({
      time: z.string().max(60).describe(`Which moment: ${momentWords}`),
      topic: z
        .enum(topics.map((topic) => topic.id))
        .optional()
        .describe('Only this topic'),
      limit: z.int().min(1).max(20).default(5).describe('How many alerts and digests'),
    }),
    examples: ['/asof 2h ago', '/asof yesterday 20:15', '/asof time:"2026-11-15 20:15" topic:military'],
    form: { title: 'On record', submit: 'Look', fields: ['time', 'topic', 'limit'] },
    answer: async ({ time, topic: id, limit }, context) => {
      const { desk, asker, now } = context;
      const at = readAt('time', () => parsePastMoment(time, { now, zone: zoneFor(context) }));
      const editor = desk.isEditor(asker);
      // What other channels got is for editors.
      const channel = editor
        ? context.channel
        : inChannel(context, 'Ask from inside the channel that you mean; only editors may ask of all of them.');
      const topic = topics.find((topic) => topic.id === id) ?? null;
      return layoutAsOf(await desk.asOf({ at, channel, topic, limit }), { editor });
    },
  });
