import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutAlertOutcome } from '../src/layout/alert-call.ts';
import { personKey } from '../src/news/person.ts';
import { reason } from './reason.ts';

/** `/resolve`: closes an alert, so that nothing follows it any more. */
export const resolve = () =>
  defineCommand({
    name: 'resolve',
    summary: 'Close an alert: nothing follows it, and its grade stays as it is (editors)',
    audience: 'asker',
    allowed: 'editor',
    keepsRefusals: true,
    options: z.object({
      id: z.int().min(1).describe('The number of the alert'),
      reason: reason('How it ended, for the record').optional(),
    }),
    examples: ['/resolve 7'],
    answer: async ({ id, reason }, { desk, asker }) => {
      const by = personKey(asker);
      const order = { id, by, byName: asker.name, reason: reason ?? null };
      return layoutAlertOutcome(await desk.resolveAlert(order), by);
    },
  });
