import * as z from 'zod';
import { type Context, defineCommand } from '../src/command/command.ts';
import { momentPattern, parseMoment } from '../src/command/moment.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutLatest } from '../src/layout/latest.ts';
import type { AskOptions, Message } from '../src/message/message.ts';

/** The options that page through stories, shared by the commands that list them. */
export const listOptions = {
  limit: z.int().min(1).max(10).default(5).describe('How many stories'),
  since: z.string().regex(momentPattern).optional().describe('Only newer than this: 24h, 3d, 2026-11-20'),
  page: z.int().min(1).max(100).default(1).describe('Which page'),
};

/** `/latest`: the newest stories, of one topic or all. */
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
    answer: (options, context) => {
      const topic = topics.find(({ id }) => id === options.topic);
      return listed({ command: 'latest', topic: topic?.id ?? null, named: topic?.name ?? null }, options, context);
    },
  });

/** A page of a topic's newest stories (`null`: of every topic's). Its buttons ask `command` again with the same options. */
export async function listed(
  { command, topic, named }: { readonly command: string; readonly topic: string | null; readonly named: string | null },
  { page, ...options }: z.output<z.ZodObject<typeof listOptions>>,
  { desk, now }: Context,
): Promise<Message> {
  const { limit, since } = options;
  const found = await desk.latest({ topic, since: since === undefined ? null : parseMoment(since, now), limit, page });
  return layoutLatest(found, { command, options: given(options), topic: named });
}

/** Options that were given, as a button repeats them. */
const given = (options: Readonly<Record<string, string | number | undefined>>): AskOptions =>
  Object.fromEntries(
    Object.entries(options).filter((pair): pair is [string, string | number] => pair[1] !== undefined),
  );
