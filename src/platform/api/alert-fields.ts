import * as z from 'zod';
import type { DeskFile } from '../../content/desk-file.ts';
import { alertLevels } from '../../news/alert-level.ts';
import { alertText, MOST_LINKS } from '../../news/alert-text.ts';
import { isWebAddress } from '../../news/web-address.ts';

const { headline, known, unknown, link, override, reason } = alertText;

interface Length {
  readonly min: number;
  readonly max: number;
}

const sentence = ({ min, max }: Length) => z.string().trim().min(min).max(max);

/** A text that says nothing is none. */
const text = ({ max }: Pick<Length, 'max'>) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((words) => words || null)
    .nullable();

const addresses = z.array(z.url({ normalize: true }).max(link.max).refine(isWebAddress)).max(MOST_LINKS);

const inHeadline = `one sentence of ${headline.min} to ${headline.max} characters`;
const inReason = `${reason.min} to ${reason.max} characters`;

const overriding = sentence(override)
  .nullable()
  .default(null)
  .describe(
    `${override.min} to ${override.max} characters on why it goes with too little behind it, which channels read`,
  );

/** What a program says of a new alert. */
export const newAlert = ({ topics, alerts }: Pick<DeskFile, 'topics' | 'alerts'>) =>
  z.strictObject({
    headline: sentence(headline).describe(`${inHeadline} that says what happened`),
    known: text(known).default(null).describe(`up to ${known.max} characters on what is known`),
    unknown: text(unknown).default(null).describe(`up to ${unknown.max} characters on what is not known yet`),
    sources: addresses.default([]).describe(`a list of up to ${MOST_LINKS} web addresses at which it can be read`),
    story: z.int().min(1).nullable().default(null).describe('the number of the story whose reports stand behind it'),
    follows: z
      .int()
      .min(1)
      .nullable()
      .default(null)
      .describe('the number of an alert that was sent: this goes below its copies, as a follow-up'),
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
    override: overriding,
    send: z.boolean().default(true).describe('true to send it, or to ask others for their keys; false to keep a draft'),
  });

/** What its author says when a draft is to go. */
export const sending = z.strictObject({ override: overriding });

/** What is said otherwise of an alert that was sent; what is left out stays as it is. */
export const correcting = z.strictObject({
  headline: sentence(headline).optional().describe(`${inHeadline} that says what is right`),
  known: text(known)
    .optional()
    .describe(`up to ${known.max} characters on what is known now; null takes back what was said`),
  unknown: text(unknown)
    .optional()
    .describe(`up to ${unknown.max} characters on what is not known now; null takes back what was said`),
  sources: addresses.optional().describe(`a list of up to ${MOST_LINKS} web addresses in place of those before`),
  reason: sentence(reason).describe(`${inReason} on why it is corrected, which channels read`),
});

/** Why an alert that was sent is taken back. */
export const withdrawing = z.strictObject({
  reason: sentence(reason).describe(`${inReason} on why it is withdrawn, which channels read`),
});

/** How an alert that was sent has ended. */
export const resolving = z.strictObject({
  reason: sentence(reason).nullable().default(null).describe(`${inReason} on how it ended, for the record`),
});

/** An act that is said by its address alone. */
export const nothing = z.strictObject({});
