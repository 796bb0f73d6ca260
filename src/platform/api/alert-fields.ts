import * as z from 'zod';
import type { DeskFile } from '../../content/desk-file.ts';
import { alertLevels } from '../../news/alert-level.ts';
import { alertText, MOST_LINKS } from '../../news/alert-text.ts';
import { isWebAddress } from '../../news/web-address.ts';

const { headline, known, unknown, link, override } = alertText;

/** A text that says nothing is none. */
const text = ({ max }: { readonly max: number }) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((words) => words || null)
    .nullable()
    .default(null);

const reason = z
  .string()
  .trim()
  .min(override.min)
  .max(override.max)
  .nullable()
  .default(null)
  .describe(
    `${override.min} to ${override.max} characters on why it goes with too little behind it, which channels read`,
  );

/** What a program says of a new alert. */
export const newAlert = ({ topics, alerts }: Pick<DeskFile, 'topics' | 'alerts'>) =>
  z.strictObject({
    headline: z
      .string()
      .trim()
      .min(headline.min)
      .max(headline.max)
      .describe(`one sentence of ${headline.min} to ${headline.max} characters that says what happened`),
    known: text(known).describe(`up to ${known.max} characters on what is known`),
    unknown: text(unknown).describe(`up to ${unknown.max} characters on what is not known yet`),
    sources: z
      .array(z.url({ normalize: true }).max(link.max).refine(isWebAddress))
      .max(MOST_LINKS)
      .default([])
      .describe(`a list of up to ${MOST_LINKS} web addresses at which it can be read`),
    story: z.int().min(1).nullable().default(null).describe('the number of the story whose reports stand behind it'),
    level: z
      .enum(alertLevels)
      .default(alerts.defaultLevel)
      .describe(`one of ${alertLevels.join(', ')}; where left out, ${alerts.defaultLevel}`),
    topics: z
      .array(z.enum(topics.map(({ id }) => id)))
      .default([])
      .describe(
        `a list of topics (${topics.map(({ id }) => id).join(', ')}): only channels that take one of them get it`,
      ),
    override: reason,
    send: z.boolean().default(true).describe('true to send it, or to ask others for their keys; false to keep a draft'),
  });

/** What its author says when a draft is to go. */
export const sending = z.strictObject({ override: reason });

/** An act that is said by its address alone. */
export const nothing = z.strictObject({});
