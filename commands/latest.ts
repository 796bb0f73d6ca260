import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { momentPattern, parseMoment } from '../src/command/moment.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutLatest } from '../src/layout/latest.ts';
import type { AskOptions } from '../src/message/message.ts';

/** The options that page through stories, shared by the commands that list them. */
export const listOptions = {
  limit: z.int().min(1).max(10).default(5).describe('How many stories'),
  since: z.string().regex(momentPattern).optional().describe('Only newer than this: 24h, 3d, 2026-11-20'),
  page: z.int().min(1).max(100).default(1).describe('Which page'),
};

export const latest = ({ topics }: DeskFile) =>
  defineCommand({
    name: 'latest',
    summary: 'The newest stories',
    audience: 'channel',
    allowed: 'anyone',
    options: z.object({
      topic: z
        .enum(topics.map((topic) => topic.id))
        .optional()
        .describe('Only this topic'),
      ...listOptions,
    }),
    examples: ['/latest', `/latest ${topics[0]?.id} limit:3`, '/latest since:24h'],
    answer: async ({ page, ...options }, { desk, now }) => {
      const topic = topics.find(({ id }) => id === options.topic);
      const since = options.since === undefined ? null : parseMoment(options.since, now);
      const found = await desk.latest({ topic: topic?.id ?? null, since, limit: options.limit, page });
      return layoutLatest(found, { command: 'latest', options: given(options), topic: topic?.name ?? null });
    },
  });

/** Options that were given, as a button repeats them. */
export const given = (options: Readonly<Record<string, string | number | undefined>>): AskOptions =>
  Object.fromEntries(
    Object.entries(options).filter((pair): pair is [string, string | number] => pair[1] !== undefined),
  );
