import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type DiscordConfig, discordConfig, type Place, type SlackConfig, slackConfig } from './config/platforms.ts';
import { listed, type SettingName, type Settings, settings, settingsTable } from './config/settings.ts';
import { unknownNames } from './config/unknown.ts';
import { errorCode } from './news/error-code.ts';
import { clip } from './news/excerpt.ts';
import { UserError } from './news/user-error.ts';

/** The bot's settings, checked. Frozen. */
export interface Config {
  readonly dataDir: string;
  /** A postgres: address with its password; null for the embedded store. */
  readonly databaseUrl: string | null;
  readonly desk: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** This process polls the desk's feeds. */
  readonly poll: boolean;
  /** How this desk names itself to publishers. */
  readonly userAgent: string;
  /** Where the newsroom listens; port 0 takes any free one. */
  readonly http: Place;
  readonly logLevel: Settings['LOG_LEVEL'];
  readonly slack: SlackConfig;
  readonly discord: DiscordConfig;
  /** Every token and password that was given, for the log to scrub. */
  readonly secrets: readonly string[];
}

/** Settings that stop the start. The message lists every mistake, for people. */
export class ConfigError extends UserError {}

/**
 * Reads all settings from the environment and from a file of `NAME=value` lines, in which the environment wins. Blank
 * values count as unset. A mistake in a platform's own settings turns only that platform off; any other throws a
 * `ConfigError` that lists them all.
 */
export function loadConfig({
  env,
  envFile = '.env',
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file that is missing is an empty one. */
  readonly envFile?: string;
}): Config {
  const file = readEnvFile(envFile);
  const given = { ...filled(parseEnv(file)), ...filled(env) };
  const { values, mistakes: wrong } = check(given);
  const mistakes = [...wrong, ...linesWithoutValue(file, envFile)];
  const of = (names: RegExp) => mistakes.filter(({ name }) => names.test(name)).map(({ text }) => text);
  const slack = slackConfig(values, of(/^SLACK_/));
  const discord = discordConfig(values, of(/^DISCORD_/));
  const stops = of(/^(?!SLACK_|DISCORD_)/);
  if (stops.length > 0) {
    const others = [slack, discord].flatMap((platform) =>
      platform.state === 'off' && platform.mistake ? platform.why : [],
    );
    const list = [...stops, ...others].map((text) => `- ${text}`);
    throw new ConfigError(['The settings are not right:', ...list, 'docs/settings.md lists every setting.'].join('\n'));
  }
  return Object.freeze({
    dataDir: values.SITREP_DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    desk: values.SITREP_DESK,
    timeZone: values.SITREP_TIMEZONE,
    poll: values.SITREP_POLL,
    userAgent: `Sitrep/0.1 (news desk${values.SITREP_CONTACT === undefined ? '' : `; +${values.SITREP_CONTACT}`})`,
    http: Object.freeze({ host: values.SITREP_HTTP_HOST, port: values.SITREP_HTTP_PORT }),
    logLevel: values.LOG_LEVEL,
    slack: Object.freeze(slack),
    discord: Object.freeze(discord),
    secrets: Object.freeze(secretsOf(given)),
  });
}

type Given = Readonly<Record<string, string>>;

interface Mistake {
  readonly name: string;
  readonly text: string;
}

function filled(env: Readonly<Record<string, string | undefined>>): Given {
  const pairs = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function readEnvFile(path: string): string {
  try {
    // Some Windows editors begin a file with a byte order mark, which parseEnv takes for part of the first name.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return '';
    throw new ConfigError(`The settings file ${path} cannot be read: make it a readable file, or remove it.`, {
      cause,
    });
  }
}

/** Lines such as `SITREP_POLL: off`, which parseEnv passes over in silence. */
function linesWithoutValue(file: string, path: string): readonly Mistake[] {
  return file.split(/\r?\n/).flatMap((line, index) => {
    const name = /^\s*(?:export\s+)?([A-Z][A-Z_]+)\b(?!\s*=)/.exec(line)?.[1];
    if (name === undefined || !Object.hasOwn(settings.shape, name)) return [];
    return [{ name, text: `${name} has no equals sign (${path}, line ${index + 1}): write ${name}=value.` }];
  });
}

/** The values of everything that is right, and a mistake for everything that is not. */
function check(given: Given): { readonly values: Settings; readonly mistakes: readonly Mistake[] } {
  const issues = settings.safeParse(given).error?.issues ?? [];
  const wrong = new Set(issues.map((issue) => String(issue.path[0])));
  const values = settings.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
  const mistaken = settingsTable()
    .filter(({ name }) => wrong.has(name))
    .map(({ name, expected, secret }) => {
      const shown = secret ? 'is wrong (its value is not shown)' : `is ${JSON.stringify(clip(given[name] ?? '', 60))}`;
      return { name, text: `${name} ${shown}: expected ${expected}.` };
    });
  return { values, mistakes: [...mistaken, ...unknownNames(given)] };
}

/** Also of settings that are wrong or unused: a mistyped token is a token still. */
function secretsOf(given: Given): readonly string[] {
  const names: readonly SettingName[] = settingsTable()
    .filter(({ secret }) => secret)
    .map(({ name }) => name);
  const secrets = names.flatMap((name) => {
    const value = given[name];
    if (value === undefined) return [];
    const url = URL.parse(value);
    const passwords = [url?.password, url?.searchParams.get('password')].flatMap((found) => (found ? [found] : []));
    // A setting may hold several tokens, and each goes its own way.
    return [value, ...listed(value), ...passwords, ...passwords.map(decoded)];
  });
  return [...new Set(secrets)];
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
