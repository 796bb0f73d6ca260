import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutResume } from '../src/layout/pause.ts';
import { personKey } from '../src/news/person.ts';
import { UserError } from '../src/news/user-error.ts';

/** `/resume`: lets a channel that was paused because nothing could be posted there receive again. */
export const resume = () =>
  defineCommand({
    name: 'resume',
    summary: 'Post again in a channel that was paused because it could not be posted to',
    audience: 'asker',
    allowed: 'manager',
    options: z.object({
      channel: z.string().max(100).optional().describe('Another channel, as /status names it (editors)'),
    }),
    examples: ['/resume'],
    answer: async ({ channel: named }, { desk, asker, channel: here }) => {
      if (named !== undefined && !desk.isEditor(asker))
        throw new UserError('Only editors resume another channel. Type /resume inside the channel itself.');
      const channel = named === undefined ? here : await desk.channelNamed(named);
      if (channel === null)
        throw new UserError(
          named === undefined
            ? 'Type /resume inside the channel, or name it: /resume channel:<id>.'
            : `There is no channel “${named}” here. /status names those that are paused.`,
        );
      return layoutResume(await desk.resume({ channel, by: personKey(asker) }));
    },
  });
