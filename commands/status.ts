import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutStatus } from '../src/layout/status.ts';

/** `/status`: whether what the desk sends arrives; for editors in every channel, for everybody else in this one. */
export const status = () =>
  defineCommand({
    name: 'status',
    summary: 'Whether messages arrive, what waits or failed and why, and when the next digest comes',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({}),
    examples: ['/status'],
    answer: async (_, { desk, asker, channel }) => {
      const editor = desk.isEditor(asker);
      return layoutStatus(await desk.status({ channel, all: editor }), { editor });
    },
  });
