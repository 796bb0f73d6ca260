import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutDigest } from '../src/layout/digest.ts';

/** `/digest`: a preview that is queued nowhere. */
export const digest = () =>
  defineCommand({
    name: 'digest',
    summary: "What this channel's next digest would say now",
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({}),
    examples: ['/digest'],
    answer: async (_, { desk, channel }) => layoutDigest(await desk.preview(channel)),
  });
