import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutAlertOutcome } from '../src/layout/alert-call.ts';
import { layoutAlertDraft } from '../src/layout/alert-draft.ts';
import { alertLevels } from '../src/news/alert-level.ts';
import { alertText } from '../src/news/alert-text.ts';
import { personKey } from '../src/news/person.ts';
import { addressesIn, linkWords } from './addresses.ts';

/** `/breaking`: an editor's alert as a draft, which goes to every channel that takes its topic once it has its keys. */
export const breaking = ({ topics, alerts }: DeskFile) =>
  defineCommand({
    name: 'breaking',
    summary: 'Write a breaking alert, look at it, and send it to every subscribed channel (editors)',
    audience: 'asker',
    allowed: 'editor',
    keepsRefusals: true,
    options: z.object({
      headline: z
        .string()
        .min(alertText.headline.min)
        .max(alertText.headline.max)
        .describe('What happened, in one sentence'),
      known: z.string().max(alertText.known.max).optional().describe('What is known').meta({ multiline: true }),
      unknown: z
        .string()
        .max(alertText.unknown.max)
        .optional()
        .describe('What is not known yet')
        .meta({ multiline: true }),
      link: z.string().max(alertText.link.max).optional().describe(`Where it can be read: ${linkWords}`),
      level: z.enum(alertLevels).default(alerts.defaultLevel).describe('How urgent it is'),
      topic: z
        .enum(topics.map((topic) => topic.id))
        .optional()
        .describe('Only channels that take this topic'),
      story: z.int().min(1).optional().describe('The number of the story whose reports stand behind it'),
      follows: z.int().min(1).optional().describe('The number of an alert: this goes below its copies, as a follow-up'),
      override: z
        .string()
        .min(alertText.override.min)
        .max(alertText.override.max)
        .optional()
        .describe('Why it goes with too little behind it; channels read it'),
      now: z.boolean().default(false).describe('Without a look at it first: send it, or ask for the second key'),
    }),
    examples: ['/breaking', '/breaking headline:"Ministers meet in Brussels" link:https://www.nato.int/'],
    form: {
      title: 'Breaking alert',
      submit: 'Look at it',
      fields: ['headline', 'known', 'unknown', 'link', 'level', 'story'],
    },
    answer: async (
      { headline, known, unknown, link, level, topic, story, follows, override, now },
      { desk, asker },
    ) => {
      const by = personKey(asker);
      const draft = await desk.draftAlert({
        headline,
        known: known ?? null,
        unknown: unknown ?? null,
        links: link === undefined ? [] : addressesIn(link),
        level,
        topics: topic === undefined ? [] : [topic],
        story: story ?? null,
        follows: follows ?? null,
        override: override ?? null,
        author: by,
        authorName: asker.name,
      });
      if (!now || draft.same !== null) return layoutAlertDraft(draft);
      const order = { id: draft.alert.id, by, byName: asker.name, override: null };
      return layoutAlertOutcome(await desk.sendAlert(order), by);
    },
  });
