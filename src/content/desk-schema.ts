import * as z from 'zod';
import { alertLevels } from '../news/alert-level.ts';
import { parseGrade } from '../news/grade.ts';
import { parseQuietHours } from '../news/quiet-hours.ts';
import { blocs, reliabilities, type SourceKind, stateTies } from '../news/source.ts';
import { emptyWays } from '../news/terms.ts';
import { trainedTopics } from '../news/topic.ts';
import { isWebAddress } from '../news/web-address.ts';
import {
  countryProblem,
  cronProblem,
  isHost,
  isLanguage,
  isTopicWord,
  quietProblem,
  zoneProblem,
} from './desk-values.ts';

/** What a desk file may list as a source; the other kinds are the desk's own. */
const kinds = ['news', 'think_tank', 'government'] as const satisfies readonly SourceKind[];

// Every field carries what is expected of it (`describe`): the text of each mistake is made from that.
/** A text on one line. */
export const line = (expected: string) => z.string().trim().min(1).max(200).describe(expected);
/** A name for use within a file. */
export const id = (expected: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40)
    .describe(expected);
/** One of a few words. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).describe(`one of ${values.join(', ')}`);
/** A web address. */
export const address = (expected: string) => z.string().refine(isWebAddress).describe(expected);
const channelPattern = /^(?<platform>[a-z]+):(?:(?<workspace>[^\s/]+)\/)?(?<id>[^\s/]+)$/;
const channel = z
  .string()
  .regex(channelPattern)
  .describe('platform:id, for example web:newsroom, or platform:workspace/id')
  .transform((value) => {
    const { platform = '', workspace = null, id = '' } = channelPattern.exec(value)?.groups ?? {};
    return { platform, workspace, id };
  });
const keys = z.int().min(1).max(5).describe('how many editors must agree, 1 to 5, the author included');
const yesOrNo = z.boolean().describe('true or false');

/** A check whose own sentence on what is wrong goes before what is expected. */
export const refuse = (problem: (value: string) => string | null) => (payload: z.core.ParsePayload<string>) => {
  const message = problem(payload.value);
  if (message !== null) payload.issues.push({ code: 'custom', message, input: payload.value });
};

const words = z.array(
  z
    .string()
    .refine(isTopicWord)
    .describe('a lower-case word or phrase; `*` may stand at the end of a word, for any ending'),
);

const topic = z.strictObject({
  id: id('a short name of lower-case letters, digits and single hyphens'),
  name: line('the name that people read'),
  words: words.min(1).describe('a list of at least one word or phrase'),
  examples: z
    .array(line('a headline of at most 200 characters'))
    .max(100)
    .describe('a list of up to 100 headlines')
    .optional(),
  trained: oneOf(trainedTopics).optional(),
  weight: z.number().min(0.1).max(10).describe('a number from 0.1 to 10: how much its stories count').default(1),
});

/** One entry under `sources`. */
export const sourceSchema = z.strictObject({
  id: id('a short name of lower-case letters, digits and single hyphens'),
  name: line('the name that people read'),
  kind: oneOf(kinds),
  owner: line('the group behind the source').default('unknown'),
  country: z
    .string()
    .check(refuse(countryProblem))
    .describe('two capital letters (ISO 3166-1), or XX for a body of several states'),
  bloc: oneOf(blocs).default('unknown'),
  stateMedia: z
    // A desk file from before there were degrees says yes or no.
    .union([yesOrNo.transform((runs) => (runs ? 'controlled' : 'none')), z.enum(stateTies)])
    .describe(`one of ${stateTies.join(', ')}`)
    .optional(),
  reliability: oneOf(reliabilities).default('F'),
  basis: address('the address of a public page, https://…').nullable().default(null),
  ownership: address('the address of a public page, https://…').nullable().default(null),
  reviewed: z.iso
    .date()
    .describe('the day on which the labels were last held against their pages, YYYY-MM-DD')
    .nullable()
    .default(null),
  language: z.string().refine(isLanguage).describe('a BCP 47 tag, for example en or uk'),
  feed: address('the address of an RSS, Atom or JSON feed, http(s)://…').nullable().default(null),
  checked: z
    .string()
    .regex(/^(20\d\d-(0[1-9]|1[0-2])|unverified)$/)
    .describe('the month in which the feed was last seen working, YYYY-MM, or unverified')
    .default('unverified'),
  every: z.int().min(1).max(1440).describe('minutes between two polls, 1 to 1440').nullable().default(null),
});

/** One entry under `subscriptions`. */
export const subscriptionSchema = z.strictObject({
  channel,
  name: line('the name of the channel, as people call it').nullable().default(null),
  topics: z.array(z.string()).describe('a list of topic ids; empty for every topic').default([]),
  at: z
    .string()
    .check(refuse(cronProblem))
    .describe('five cron fields (minute hour day month weekday), for example 0 8 * * *'),
  zone: z
    .string()
    .check(refuse(zoneProblem))
    .describe('an IANA time zone, for example Europe/Kyiv')
    .nullable()
    .default(null),
  limit: z.int().min(1).max(25).describe('the most stories in one digest, 1 to 25').default(10),
  grade: z
    .string()
    .transform((value) => parseGrade(value))
    .refine((value) => value !== null)
    .describe('the least grade of a story, for example C3')
    .nullable()
    .default(null),
  language: z
    .array(z.string().refine(isLanguage).describe('a BCP 47 tag, for example en or uk'))
    .describe('a list of languages; empty for every language')
    .default([]),
  alerts: z
    .union([yesOrNo.transform((takes) => (takes ? 'update' : null)), z.enum(alertLevels)])
    .describe(`false, true, or the least urgent level that it takes: ${alertLevels.join(', ')}`)
    .default(null),
  quiet: z
    .string()
    .check(refuse(quietProblem))
    .transform((value) => parseQuietHours(value))
    .describe('local times between which nothing is posted, for example 22:00-07:00')
    .nullable()
    .default(null),
  empty: oneOf(emptyWays).default('line'),
});

/** The shape of a desk file. What one field says about another is checked in `desk-links.ts`. */
export const deskSchema = z.strictObject({
  name: line('the short name of the desk, for example Russia-NATO'),
  title: line('one line that says what the desk covers'),
  about: words.describe('a list of words or phrases').default([]),
  // A command offers the topics as choices, of which platforms allow 25.
  topics: z.array(topic).min(1).max(25).describe('a list of 1 to 25 topics'),
  sources: z.array(sourceSchema).min(1).describe('a list of at least one source'),
  subscriptions: z.array(subscriptionSchema).describe('a list of subscriptions').default([]),
  editors: z
    .array(
      z
        .string()
        .regex(/^[a-z]+:(role\/[A-Z0-9]+|[^\s/]+)$/)
        .describe(
          'platform:user id, for example web:local, or platform:role/id for all who hold a role (its id, not its name)',
        ),
    )
    .describe('a list of platform:user id and platform:role/id')
    .default([]),
  managers: z
    .strictObject({
      allow: oneOf(['managers', 'anyone', 'editors']).default('managers'),
      roles: z
        .array(line('the name of a role, or its id in quotes'))
        .describe('a list of names or ids of roles')
        .default([]),
    })
    .describe('the rules of who may change what a channel receives')
    .prefault({}),
  operations: channel.prefault('web:newsroom'),
  editorsChannel: channel.optional(),
  alerts: z
    .strictObject({
      keys: z
        .strictObject({ flash: keys.default(2), urgent: keys.default(2), update: keys.default(1) })
        .describe('how many editors must agree, by level')
        .prefault({}),
      leastOwners: z
        .int()
        .min(0)
        .max(10)
        .describe('independent owners behind an alert, 0 to 10; 0 where none need to be')
        .default(2),
      expires: z.int().min(1).max(1440).describe('minutes in which the keys must come, 1 to 1440').default(30),
      defaultLevel: oneOf(alertLevels).default('urgent'),
      repeatUnread: z.array(oneOf(alertLevels)).describe('a list of alert levels').default([]),
      breakQuiet: yesOrNo.default(false),
    })
    .describe('the rules of alerts')
    .prefault({}),
  digests: z
    .strictObject({
      latest: z.number().min(1).max(72).describe('hours by which a digest may be late, 1 to 72').default(12),
    })
    .describe('the rules of digests')
    .prefault({}),
  silence: z
    .strictObject({
      hours: z.number().min(1).max(720).describe('hours without a new update, 1 to 720').default(12),
    })
    .describe('when silence is told')
    .prefault({}),
  feeds: z
    .strictObject({
      allow: z
        .array(z.string().refine(isHost).describe('a host, for example feeds.example, or with a port, 127.0.0.1:8080'))
        .describe('a list of hosts')
        .default([]),
      shortest: z.int().min(1).max(1440).describe('minutes between two polls at the least, 1 to 1440').default(5),
      longest: z.int().min(1).max(1440).describe('minutes between two polls at the most, 1 to 1440').default(60),
    })
    .describe('the rules of reading feeds')
    .prefault({}),
});
