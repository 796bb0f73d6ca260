import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutResend } from '../src/layout/delivery.ts';
import { personKey } from '../src/news/person.ts';

/** `/resend`: an editor's decision to send again what failed or is uncertain. */
export const resend = () =>
  defineCommand({
    name: 'resend',
    summary: 'Send a failed or uncertain message again (editors)',
    audience: 'asker',
    allowed: 'editor',
    options: z.object({
      id: z.string().max(40).describe('The number of the delivery, as /status shows it'),
      anyway: z.boolean().default(false).describe('Also where the message may then stand twice'),
    }),
    examples: ['/resend 0123456789abcdefg'],
    answer: async ({ id, anyway }, { desk, asker }) =>
      layoutResend(await desk.resend({ id, anyway, by: personKey(asker), byName: asker.name })),
  });
