import * as z from 'zod';
import { alertLevels } from '../news/alert-level.ts';
import { alertText, MOST_LINKS } from '../news/alert-text.ts';
import { address, id, line, oneOf, refuse, sourceSchema } from './desk-schema.ts';
import { zoneProblem } from './desk-values.ts';

// Every field carries what is expected of it (`describe`): the text of each mistake is made from that.
const text = (expected: string) => z.string().trim().min(1).max(3_000).describe(expected);
/** Words of an alert, as long as a desk takes them. */
const words = (expected: string, { min = 1, max }: { readonly min?: number; readonly max: number }) =>
  z.string().trim().min(min).max(max).describe(`${expected}, in ${min} to ${max} characters`);
const report = id('the name of an update of this drill');
const alert = id('the name of a draft of this drill');
const by = id('the id of an editor of this drill');

const minute = /^~?(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/;

/** Reads a local time as if its zone kept UTC; NaN where no day has it. */
function wallTime(typed: string): number {
  const iso = typed.replace(minute, '$1T$2:00.000Z');
  const wall = Date.parse(iso);
  // The runtime takes 30 February for a day in March.
  return Number.isNaN(wall) || new Date(wall).toISOString() !== iso ? Number.NaN : wall;
}

const at = z
  .string()
  .refine((typed) => !Number.isNaN(wallTime(typed)))
  .describe('a local time such as 2022-11-15 19:41, with ~ before it where it is about then')
  .transform((typed) => ({ wall: wallTime(typed), about: typed.startsWith('~') }));

/** A decision about an alert of the drill. */
const decision = { at, by };
const why = text('why, in the words of the editor').nullable().default(null);

/** What may happen in a drill, by the field that says what it is. */
export const eventSchemas = {
  update: z
    .strictObject({
      at,
      update: id('a name for this report, by which drafts name it'),
      source: id('the id of a source of the desk or of this drill'),
      title: line('the headline'),
      summary: text('what it says').nullable().default(null),
      url: address('the address at which it can be read, https://…'),
      wire: line('the agency that it was taken from').nullable().default(null),
    })
    .transform(({ update: name, ...rest }) => ({ kind: 'update' as const, name, ...rest })),
  draft: z
    .strictObject({
      at,
      draft: id('a name for this alert, by which decisions name it'),
      by,
      headline: words('what the alert says in one sentence', alertText.headline),
      known: words('what is known', alertText.known).nullable().default(null),
      unknown: words('what is not known yet', alertText.unknown).nullable().default(null),
      level: oneOf(alertLevels).nullable().default(null),
      story: report.nullable().default(null),
      links: z
        .array(z.string().describe('the name of an update of this drill, or an address'))
        .max(MOST_LINKS)
        .describe(`a list of up to ${MOST_LINKS} names of updates, or addresses`)
        .default([]),
      turnedOut: z.boolean().describe('true or false: what became of its claim in the end'),
    })
    .transform(({ draft: name, turnedOut: truth, ...rest }) => ({ kind: 'draft' as const, name, truth, ...rest })),
  send: z
    .strictObject({
      ...decision,
      send: alert,
      override: words('why it goes with too little behind it', alertText.override).nullable().default(null),
    })
    .transform(({ send, ...rest }) => ({ kind: 'send' as const, alert: send, ...rest })),
  approve: z
    .strictObject({ ...decision, approve: alert, why })
    .transform(({ approve, ...rest }) => ({ kind: 'approve' as const, alert: approve, ...rest })),
  reject: z
    .strictObject({ ...decision, reject: alert, why })
    .transform(({ reject, ...rest }) => ({ kind: 'reject' as const, alert: reject, ...rest })),
  discard: z
    .strictObject({ ...decision, discard: alert, why })
    .transform(({ discard, ...rest }) => ({ kind: 'discard' as const, alert: discard, ...rest })),
  correct: z
    .strictObject({
      ...decision,
      correct: alert,
      headline: words('what the alert says from now on', alertText.headline).optional(),
      known: words('what is known from now on', alertText.known).nullable().optional(),
      unknown: words('what is not known from now on', alertText.unknown).nullable().optional(),
      reason: words('why it is corrected, which every channel reads', alertText.reason),
    })
    // What it says as before stays out of its words.
    .transform(({ correct, at, by, reason, ...words }) => ({
      kind: 'correct' as const,
      alert: correct,
      at,
      by,
      reason,
      words,
    })),
  withdraw: z
    .strictObject({
      ...decision,
      withdraw: alert,
      reason: words('why it is withdrawn, which every channel reads', alertText.reason),
    })
    .transform(({ withdraw, ...rest }) => ({ kind: 'withdraw' as const, alert: withdraw, ...rest })),
};

/** What an event says, its time still on the wall of the drill's zone. */
export type WrittenEvent = z.output<(typeof eventSchemas)[keyof typeof eventSchemas]>;

/** The shape of a drill; each event is read by its own schema. */
export const drillSchema = z.strictObject({
  title: line('what the drill is called'),
  zone: z.string().check(refuse(zoneProblem)).describe('the IANA time zone of its times, for example Europe/Warsaw'),
  about: text('what it shows, and how sure its times are'),
  facts: z
    .array(address('the address of a public page'))
    .min(1)
    .describe('a list of at least one public page that its facts rest on'),
  truth: text('what turned out to be true in the end'),
  rules: z
    .strictObject({
      keys: z.int().min(1).max(5).describe('how many editors must agree, 1 to 5').nullable().default(null),
      leastOwners: z
        .int()
        .min(0)
        .max(10)
        .describe('independent owners behind an alert, 0 to 10')
        .nullable()
        .default(null),
    })
    .describe('rules in the place of those of the desk')
    .prefault({}),
  editors: z
    .array(
      z.strictObject({
        id: id('a short name of lower-case letters, digits and single hyphens'),
        name: line('the name that people read'),
      }),
    )
    .min(1)
    .describe('a list of at least one editor, who is nobody in particular'),
  sources: z.array(sourceSchema).describe('a list of sources, as in a desk file').default([]),
  events: z
    .array(z.looseObject({}).describe('what happened, by fields'))
    .min(1)
    .describe('a list of at least one event'),
});
