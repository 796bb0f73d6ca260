import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutSubscribed } from '../src/layout/subscription.ts';
import { personKey } from '../src/news/person.ts';
import { usualTerms } from '../src/news/terms.ts';
import { inChannel } from './in-channel.ts';
import { namesTerms, newTermOptions, suggestTerms, termFields, zoneFor } from './term-options.ts';
import { differingTerms, readTerms, writeTerms } from './terms.ts';

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
      given: async (_, context) => writeTerms({ ...usualTerms, zone: zoneFor(context) }),
    },
    suggest: suggestTerms(file),
    answer: async (options, context) => {
      const { desk, now, asker } = context;
      const channel = inChannel(context, 'Subscribe from inside the channel that shall receive the digest.');
      const usual = { ...usualTerms, zone: zoneFor(context) };
      const terms = readTerms(options, usual, file, now);
      const outcome = await desk.subscribe({ channel, terms, confirmed: options.confirm, by: personKey(asker) });
      // Whoever presses the button may live in another zone.
      const again = { ...differingTerms(terms, usual), zone: terms.zone };
      return layoutSubscribed(outcome, { command: 'subscribe', options: again });
    },
  });
