import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutAlertOutcome } from '../src/layout/alert-call.ts';
import { alertText } from '../src/news/alert-text.ts';
import { personKey } from '../src/news/person.ts';
import { addressesIn, linkWords } from './addresses.ts';
import { reason } from './reason.ts';

/** What is written where something is not said any more. */
const NOTHING = '-';

/** What was typed as what it means: left out stays as it is, `-` takes it back. */
const words = (typed: string | undefined): string | null | undefined => (typed?.trim() === NOTHING ? null : typed);

/** `/correct`: other words for an alert that was sent, wherever it stands. */
export const correct = () =>
  defineCommand({
    name: 'correct',
    summary: 'Correct an alert that was sent, in every channel that got it (editors)',
    audience: 'asker',
    allowed: 'editor',
    keepsRefusals: true,
    options: z.object({
      id: z.int().min(1).describe('The number of the alert'),
      headline: z
        .string()
        .min(alertText.headline.min)
        .max(alertText.headline.max)
        .optional()
        .describe('What is right, in one sentence'),
      known: z
        .string()
        .max(alertText.known.max)
        .optional()
        .describe(`What is known now; ${NOTHING} where that is no more`)
        .meta({ multiline: true }),
      unknown: z
        .string()
        .max(alertText.unknown.max)
        .optional()
        .describe(`What is not known now; ${NOTHING} where that is no more`)
        .meta({ multiline: true }),
      link: z.string().max(alertText.link.max).optional().describe(`In place of the addresses before: ${linkWords}`),
      reason: reason('Why it is corrected; every channel reads it'),
    }),
    examples: ['/correct 7 headline:"Ministers meet in Vilnius" reason:"The place was wrong"'],
    form: {
      title: 'Correct an alert',
      submit: 'Correct it everywhere',
      fields: ['headline', 'known', 'unknown', 'reason', 'link'],
      opens: ({ id, headline, known, unknown, link, reason }) =>
        id !== undefined &&
        (reason === undefined || [headline, known, unknown, link].every((given) => given === undefined)),
      given: async ({ id }, { desk }) => {
        const { alert } = await desk.alertView(Number(id));
        return {
          headline: alert.headline,
          known: alert.known ?? '',
          unknown: alert.unknown ?? '',
          link: alert.links.join(' '),
        };
      },
    },
    answer: async ({ id, reason, headline, known, unknown, link }, { desk, asker }) => {
      const by = personKey(asker);
      const said = {
        headline,
        known: words(known),
        unknown: words(unknown),
        links: link === undefined ? undefined : addressesIn(link),
      };
      const changed = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      const outcome = await desk.correctAlert({ id, by, byName: asker.name, reason, ...changed });
      return layoutAlertOutcome(outcome, by);
    },
  });
