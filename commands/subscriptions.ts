import * as z from 'zod';
import { type Context, defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutChanged, layoutRest, layoutSubscriptions, layoutUnsubscribed } from '../src/layout/subscription.ts';
import type { Message } from '../src/message/message.ts';
import type { Channel } from '../src/news/channel.ts';
import { nearest } from '../src/news/nearest.ts';
import { personKey } from '../src/news/person.ts';
import { describeTimetable } from '../src/news/timetable.ts';
import { UserError } from '../src/news/user-error.ts';
import { inChannel } from './in-channel.ts';
import { namesTerms, suggestTerms, type TermOptions, termFields, termOptions } from './term-options.ts';
import { differingTerms, readTerms, writeTerms } from './terms.ts';

const actions = ['list', 'edit', 'pause', 'resume', 'remove'] as const;

/** `/subscriptions`: what this channel receives, and every change to it. */
export const subscriptions = (file: DeskFile) =>
  defineCommand({
    name: 'subscriptions',
    summary: 'What this channel receives: list, change, pause, resume or remove it',
    audience: 'asker',
    allowed: 'anyone',
    allowedFor: ({ action = 'list' }) => (action === 'list' ? 'anyone' : 'manager'),
    options: z.object({
      action: z.enum(actions).default('list').describe('What to do; on edit, what is left out stays as it is'),
      id: z.int().min(1).optional().describe('Which subscription, where the channel has several'),
      ...termOptions(file),
      confirm: z.boolean().default(false).describe('Yes to more than 24 digests a day'),
    }),
    examples: ['/subscriptions', '/subscriptions pause 3', '/subscriptions edit 3 at:"weekdays 09:00" limit:5'],
    form: {
      title: 'Change a subscription',
      submit: 'Save',
      fields: termFields,
      opens: (values) => values.action === 'edit' && !namesTerms(values),
      given: async (values, { desk, channel }) => {
        const held = channel === null ? [] : await desk.subscriptions(channel);
        const chosen =
          values.id === undefined ? held[0] : held.find(({ subscription }) => subscription.id === values.id);
        return chosen === undefined ? {} : writeTerms(chosen.subscription);
      },
    },
    suggest: { ...suggestTerms(file), id: suggestSubscription },
    answer: async (options, context) => {
      const { desk, asker } = context;
      const { action, id = null } = options;
      const channel = inChannel(context, 'Ask inside the channel that receives the digests.');
      if (action === 'list' && namesTerms(options)) throw noAction(options);
      if (action === 'list') return layoutSubscriptions(await desk.subscriptions(channel));
      const choice = { channel, id, by: personKey(asker), command: `subscriptions ${action}` };
      switch (action) {
        case 'edit':
          return edit(options, context, channel, file);
        case 'pause':
          return layoutRest(await desk.restSubscription(choice));
        case 'resume':
          return layoutRest(await desk.wakeSubscription(choice));
        case 'remove':
          return layoutUnsubscribed(await desk.unsubscribe(choice));
      }
    },
  });

/** What is said of terms, or of any words, for which no action was named: nothing may look done that is not. */
function noAction({ at }: TermOptions): UserError {
  const word = at?.split(' ')[0];
  const meant = word === undefined ? null : nearest(word, actions);
  return new UserError(
    meant === null
      ? 'Nothing was changed. Say first what to do: edit, pause, resume or remove, as in /subscriptions edit 3 at:09:00.'
      : `Nothing was changed: “${word}” is nothing that I can do. Did you mean ${meant}?`,
  );
}

async function edit(
  options: TermOptions & { readonly id?: number | undefined; readonly confirm: boolean },
  { desk, asker, now }: Context,
  channel: Channel,
  file: DeskFile,
): Promise<Message> {
  const subscription = await desk.chosenSubscription({
    channel,
    id: options.id ?? null,
    command: 'subscriptions edit',
  });
  if (!namesTerms(options))
    throw new UserError(
      `Say what to change: /subscriptions edit ${subscription.id} at:09:00, or topics, zone, limit, alerts, grade, language, quiet, empty.`,
    );
  const { id } = subscription;
  const terms = readTerms(options, subscription, file, now);
  const outcome = await desk.changeSubscription({
    id,
    channel,
    terms,
    // A rhythm that stays was agreed to when it was chosen.
    confirmed: options.confirm || (options.at === undefined && options.zone === undefined),
    by: personKey(asker),
  });
  return layoutChanged(outcome, {
    command: 'subscriptions',
    options: { action: 'edit', id, ...differingTerms(terms, subscription) },
  });
}

/** Completes the number of a subscription of the channel. */
export async function suggestSubscription(_: string, { desk, channel }: Context) {
  const held = channel === null ? [] : await desk.subscriptions(channel);
  return held.map(({ subscription }) => ({
    label: `${subscription.id}: ${describeTimetable(subscription)}`,
    value: String(subscription.id),
  }));
}
