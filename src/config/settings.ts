import * as z from 'zod';
import { isWebAddress } from '../news/web-address.ts';
import { isZone, machineZone } from '../news/zones.ts';

/** What people need to know about a setting, beside its schema. */
interface About {
  readonly meaning: string;
  /** Completes "expected …" when a value is wrong. */
  readonly expected: string;
  readonly example: string;
  /** The default in words, where it depends on the machine. */
  readonly fallback?: string;
  /** Its value is never shown. */
  readonly secret?: boolean;
}

const about = z.registry<About>();

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const word = z.string().regex(/^\S+$/);
/** One token a workspace. */
const tokens = (pattern: RegExp) =>
  z
    .string()
    .transform((value) => listed(value))
    .pipe(z.array(z.string().regex(pattern)).min(1));
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));
// Credentials in an address would end up in logs.
const address = z.string().refine(isWebAddress);
const database = z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value));
const zone = z.string().refine(isZone);

/** Every setting by its name in the environment, in the order in which people read them. */
export const settings = z.object({
  SITREP_DATA_DIR: z.string().default('./data').register(about, {
    meaning: 'Folder of the embedded store. It is made when it is missing.',
    expected: 'a folder',
    example: '/var/lib/sitrep',
  }),
  DATABASE_URL: database.optional().register(about, {
    meaning: 'PostgreSQL to use instead of the embedded store; several bots may share it.',
    expected: 'a PostgreSQL address such as postgres://user:password@host:5432/database',
    example: 'postgres://sitrep:password@db.example.org:5432/sitrep',
    secret: true,
  }),
  SITREP_DESK: z.string().default('content/desk.yaml').register(about, {
    meaning: 'The desk file: topics, sources and editors.',
    expected: 'a YAML file',
    example: '/etc/sitrep/desk.yaml',
  }),
  SITREP_TIMEZONE: zone.default(machineZone).register(about, {
    meaning: 'Time zone of digests and of times typed by people, where nothing else names one.',
    expected: 'an IANA time zone such as Europe/Kyiv',
    example: 'Europe/Kyiv',
    fallback: "the machine's zone",
  }),
  SITREP_POLL: z
    .stringbool({ truthy: ['on', 'true', 'yes', '1'], falsy: ['off', 'false', 'no', '0'] })
    .default(true)
    .register(about, {
      meaning: "Whether this process polls the desk's feeds.",
      expected: 'on or off',
      example: 'off',
      fallback: 'on',
    }),
  SITREP_CONTACT: word.optional().register(about, {
    meaning: 'Address or e-mail that publishers find in the User-Agent of every poll, should they want to reach you.',
    expected: 'an address or e-mail without spaces',
    example: 'https://example.org/news-desk',
  }),
  SITREP_HTTP_HOST: word.default('127.0.0.1').register(about, {
    meaning:
      'Address on which the newsroom listens. It has no log-in of its own: keep it on the loopback address, or behind a proxy that asks who is there.',
    expected: 'a host name or an IP address',
    example: '127.0.0.1',
  }),
  SITREP_HTTP_PORT: port.default(8080).register(about, {
    meaning: 'Port of the newsroom; 0 takes any free one.',
    expected: 'a whole number from 0 to 65535',
    example: '8081',
  }),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .register(about, {
      meaning: 'How much goes to the log on standard error (JSON lines).',
      expected: `one of ${logLevels.join(', ')}`,
      example: 'debug',
    }),
  SLACK_BOT_TOKEN: tokens(/^xoxb-\S+$/)
    .optional()
    .register(about, {
      meaning:
        'Bot token, from "OAuth & Permissions". Turns Slack on, together with one of the next two. For several workspaces, the token of each, with spaces or commas between.',
      expected: 'a bot token that starts with xoxb-, or several with spaces or commas between',
      example: 'xoxb-…',
      secret: true,
    }),
  SLACK_APP_TOKEN: tokens(/^xapp-\S+$/)
    .optional()
    .register(about, {
      meaning:
        'App-level token with connections:write, from "Basic Information". Slack is then reached by Socket Mode, without a public address. For several workspaces, one for each bot token, in the same order.',
      expected: 'an app-level token that starts with xapp-, or several with spaces or commas between',
      example: 'xapp-…',
      secret: true,
    }),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[^\s,]+$/)
    .optional()
    .register(about, {
      meaning:
        'Signing secret, from "Basic Information". Without an app token, Slack calls this process over HTTP and each request is verified with it; one workspace can be served so.',
      expected: 'one secret, without spaces or commas (several workspaces need Socket Mode: SLACK_APP_TOKEN)',
      example: '8f742231b10e8888abcd99yyyzzz85a5',
      secret: true,
    }),
  SLACK_HTTP_HOST: word.default('127.0.0.1').register(about, {
    meaning:
      'Address on which requests from Slack are received, when there is no app token. Lead the public HTTPS address here with a proxy.',
    expected: 'a host name or an IP address',
    example: '0.0.0.0',
  }),
  SLACK_HTTP_PORT: port.default(3000).register(about, {
    meaning: 'Port on which requests from Slack are received, when there is no app token; 0 takes any free one.',
    expected: 'a whole number from 0 to 65535',
    example: '3001',
  }),
  SLACK_API_URL: address.default('https://slack.com/api/').register(about, {
    meaning: "Base address of Slack's Web API.",
    expected: 'an http or https address without a user name',
    example: 'http://127.0.0.1:9000/api/',
  }),
  DISCORD_TOKEN: word.optional().register(about, {
    meaning: 'Bot token, from the page "Bot" of the developer portal. Turns Discord on.',
    expected: 'the token alone, without "Bot" before it',
    example: 'MTk4NjIy….Cl2FMQ.…',
    secret: true,
  }),
  DISCORD_APPLICATION_ID: z.string().regex(/^\d+$/).optional().register(about, {
    meaning:
      'Application id, from "General Information". Needed only to print the invite link while the bot is not connected.',
    expected: 'the id, digits only',
    example: '1100000000000000000',
  }),
  DISCORD_API_URL: address.default('https://discord.com/api').register(about, {
    meaning: "Base address of Discord's REST API, without a version.",
    expected: 'an http or https address without a user name',
    example: 'http://127.0.0.1:9001/api',
  }),
});

/** The values of a setting that may hold several, with spaces or commas between. */
export const listed = (value: string): readonly string[] => value.split(/[\s,]+/).filter((one) => one !== '');

export type Settings = z.output<typeof settings>;
export type SettingName = keyof Settings;

/** One setting as documentation shows it. */
export interface SettingRow {
  readonly name: SettingName;
  readonly meaning: string;
  /** What an unset setting means, in words; null where it then is simply not set. */
  readonly default: string | null;
  readonly example: string;
  readonly expected: string;
  readonly secret: boolean;
}

/** Every setting, read off the schema, in its order. */
export function settingsTable(): readonly SettingRow[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const { meaning, expected, example, fallback, secret = false } = described(name, schema);
    const unset = schema instanceof z.ZodDefault ? String(schema.def.defaultValue) : null;
    // Object.entries loses the literal names; they are the shape's own.
    return { name: name as SettingName, meaning, default: fallback ?? unset, example, expected, secret };
  });
}

function described(name: string, schema: z.ZodType): About {
  const found = about.get(schema);
  if (found === undefined) throw new Error(`config: a setting is not described (${name})`);
  return found;
}
