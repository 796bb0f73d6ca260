import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutSubscribed } from '../src/layout/subscription.ts';
import { personKey } from '../src/news/person.ts';
import { UserError } from '../src/news/user-error.ts';
import { namesTerms, newTermOptions, suggestTerms, termFields, zoneFor } from './term-options.ts';
import { givenTerms, readTerms, usualTerms } from './terms.ts';

/** `/subscribe`: a digest for this channel, at a time that people write in words. */
export const subscribe = (file: DeskFile) =>
  defineCommand({
    name: 'subscribe',
    summary: 'Post a digest in this channel at a set time, and breaking alerts',
    audience: 'channel',
    allowed: 'manager',
    options: z.object({
      ...newTermOptions(file),
      confirm: z.boolean().default(false).describe('Yes to more than 24 digests a day'),
    }),
    examples: [
      '/subscribe 08:00',
      '/subscribe "weekdays 07:30" zone:Europe/Kyiv topics:military,diplomacy',
      '/subscribe "every 4 hours" grade:C3 quiet:22:00-07:00 empty:silence',
    ],
    form: {
      title: 'Subscribe this channel',
      submit: 'Subscribe',
      fields: termFields,
      opens: (values) => !namesTerms(values),
      given: async (_, context) => ({
        at: '08:00',
        zone: zoneFor(context),
        limit: '10',
        alerts: 'update',
        empty: 'line',
      }),
    },
    suggest: suggestTerms(file),
    answer: async (options, context) => {
      const { desk, now, asker, channel } = context;
      if (channel === null) throw new UserError('Subscribe from inside the channel that shall receive the digest.');
      const outcome = await desk.subscribe({
        channel,
        terms: readTerms(options, usualTerms(zoneFor(context), now), file, now),
        confirmed: options.confirm,
        by: personKey(asker),
      });
      return layoutSubscribed(outcome, {
        title: 'Subscribed',
        again: { command: 'subscribe', options: givenTerms(options) },
      });
    },
  });
