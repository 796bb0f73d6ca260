import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutAlertOutcome } from '../src/layout/alert-call.ts';
import { personKey } from '../src/news/person.ts';
import { reason } from './reason.ts';

/** `/withdraw`: takes an alert back that was sent, wherever it stands. */
export const withdraw = () =>
  defineCommand({
    name: 'withdraw',
    summary: 'Withdraw an alert that was sent, in every channel that got it (editors)',
    audience: 'asker',
    allowed: 'editor',
    keepsRefusals: true,
    options: z.object({
      id: z.int().min(1).describe('The number of the alert'),
      reason: reason('Why it is withdrawn; every channel reads it'),
    }),
    examples: ['/withdraw 7 reason:"Its only source took it back"'],
    form: { title: 'Withdraw an alert', submit: 'Withdraw it everywhere', fields: ['reason'] },
    answer: async ({ id, reason }, { desk, asker }) => {
      const by = personKey(asker);
      return layoutAlertOutcome(await desk.withdrawAlert({ id, by, byName: asker.name, reason }), by);
    },
  });
