import * as z from 'zod';
import { type Context, defineCommand } from '../src/command/command.ts';
import type { AlertOutcome } from '../src/desk/alert-send.ts';
import { layoutAlertOutcome } from '../src/layout/alert-call.ts';
import { layoutAlertList, layoutAlertView } from '../src/layout/alert-draft.ts';
import { alertText } from '../src/news/alert-text.ts';
import { personKey } from '../src/news/person.ts';
import { UserError } from '../src/news/user-error.ts';

const LISTED = 10;

/** `/alert`: what became of the alerts, and an editor's decision about one. */
export const alert = () =>
  defineCommand({
    name: 'alert',
    summary: 'List alerts; send, approve, reject, discard or show one (editors)',
    audience: 'asker',
    allowed: 'editor',
    keepsRefusals: true,
    options: z.object({
      action: z
        .enum(['list', 'show', 'send', 'approve', 'reject', 'discard'])
        .default('list')
        .describe('What to do with it'),
      id: z.int().min(1).optional().describe('Its number'),
      override: z
        .string()
        .min(alertText.override.min)
        .max(alertText.override.max)
        .optional()
        .describe('To send it with too little behind it: why. Every channel reads it')
        .meta({ label: 'Why it goes all the same' }),
      ask: z.boolean().default(false).describe('Ask for that reason in a form; for buttons'),
    }),
    examples: ['/alert', '/alert approve 7', '/alert send 7 override:"Confirmed by phone"'],
    form: {
      title: 'Too little behind it',
      submit: 'Send',
      fields: ['override'],
      opens: ({ action, ask, override }) => action === 'send' && ask === true && override === undefined,
    },
    answer: async ({ action, id, override }, context) => {
      const { desk, asker } = context;
      if (action === 'list') return layoutAlertList(await desk.recentAlerts(LISTED));
      if (id === undefined)
        throw new UserError(`Say which alert: /alert ${action} 7. /alert lists the newest.`, { option: 'id' });
      const by = personKey(asker);
      if (action === 'show') return layoutAlertView(await desk.alertView(id), by);
      return layoutAlertOutcome(await decide(action, { id, override: override ?? null }, context), by);
    },
  });

function decide(
  action: 'send' | 'approve' | 'reject' | 'discard',
  { id, override }: { readonly id: number; readonly override: string | null },
  { desk, asker }: Context,
): Promise<AlertOutcome> {
  const order = { id, by: personKey(asker), byName: asker.name };
  switch (action) {
    case 'send':
      return desk.sendAlert({ ...order, override });
    case 'approve':
      return desk.approveAlert(order);
    case 'reject':
      return desk.rejectAlert(order);
    case 'discard':
      return desk.discardAlert(order);
  }
}
