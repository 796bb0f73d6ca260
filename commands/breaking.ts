import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutAlertReport } from '../src/layout/alert.ts';
import { alertLevels } from '../src/news/alert-level.ts';
import { personKey } from '../src/news/person.ts';

/** `/breaking`: an editor's alert to every channel that takes its topic. */
export const breaking = ({ topics, alerts }: DeskFile) =>
  defineCommand({
    name: 'breaking',
    summary: 'Push a breaking alert to every subscribed channel (editors)',
    audience: 'asker',
    allowed: 'editor',
    options: z.object({
      headline: z.string().min(5).max(200).describe('What happened, in one sentence'),
      known: z.string().max(1500).optional().describe('What is known').meta({ multiline: true }),
      unknown: z.string().max(1000).optional().describe('What is not known yet').meta({ multiline: true }),
      link: z.httpUrl().max(500).optional().describe('Where it can be read'),
      level: z.enum(alertLevels).default(alerts.defaultLevel).describe('How urgent it is'),
      topic: z
        .enum(topics.map((topic) => topic.id))
        .optional()
        .describe('Only channels that take this topic'),
    }),
    examples: ['/breaking', '/breaking headline:"Ministers meet in Brussels" link:https://www.nato.int/'],
    form: { title: 'Breaking alert', submit: 'Send', fields: ['headline', 'known', 'unknown', 'link', 'level'] },
    answer: async ({ headline, known, unknown, link, level, topic }, { desk, asker }) =>
      layoutAlertReport(
        await desk.alert({
          headline,
          known: known ?? null,
          unknown: unknown ?? null,
          link: link ?? null,
          level,
          topics: topic === undefined ? [] : [topic],
          author: personKey(asker),
          authorName: asker.name,
        }),
      ),
  });
