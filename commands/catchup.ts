import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { momentPattern, parseMoment } from '../src/command/moment.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutCatchUp } from '../src/layout/catch-up.ts';

/** `/catchup`: what is new for one person. */
export const catchup = ({ topics }: DeskFile) =>
  defineCommand({
    name: 'catchup',
    summary: 'What is new since you last asked, for you alone',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({
      since: z
        .string()
        .regex(momentPattern)
        .optional()
        .describe('Since when: 24h, 3d, 2026-11-20; since you last asked where left out'),
      topic: z
        .enum(topics.map((topic) => topic.id))
        .optional()
        .describe('Only this topic'),
      limit: z.int().min(1).max(25).default(10).describe('How many stories'),
      page: z.int().min(1).max(50).default(1).describe('Which page'),
    }),
    examples: ['/catchup', '/catchup 3d', '/catchup since:24h topic:military'],
    answer: async ({ since, topic, limit, page }, { desk, asker, now }) =>
      layoutCatchUp(
        await desk.catchUp({
          person: asker,
          since: since === undefined ? null : parseMoment(since, now),
          topics: topic === undefined ? [] : [topic],
          limit,
          page,
        }),
      ),
  });
