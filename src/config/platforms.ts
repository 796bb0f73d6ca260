import type { Settings } from './settings.ts';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Why a platform is off, with the settings that turn it on. `mistake`: it was meant to be on. */
export interface Off {
  readonly state: 'off';
  readonly mistake: boolean;
  readonly why: string;
}

/** One workspace that the bot serves, by an app of its own. */
export type SlackWorkspace = {
  /** For people: Slack, or Slack 2 where the settings name several. */
  readonly label: string;
  /** Its place among several in the settings, from 1; null for the only one. */
  readonly place: number | null;
  readonly botToken: string;
  readonly apiUrl: string;
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly listen: Place }
);

export type SlackConfig = Off | { readonly state: 'on'; readonly workspaces: readonly SlackWorkspace[] };

/** The application id serves the invite link, which is wanted before the bot can connect. */
export type DiscordConfig = { readonly applicationId: string | null } & (
  | Off
  | { readonly state: 'on'; readonly token: string; readonly apiUrl: string }
);

/** How Slack is reached; off with the mistakes in its settings, where there are any. Socket Mode goes before HTTP. */
export function slackConfig(values: Settings, mistakes: readonly string[]): SlackConfig {
  const { SLACK_BOT_TOKEN: botTokens, SLACK_APP_TOKEN: appTokens, SLACK_SIGNING_SECRET: signingSecret } = values;
  const way = 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)';
  if (mistakes.length > 0) return mistaken(mistakes.join(' '));
  if (botTokens === undefined) {
    if (appTokens === undefined && signingSecret === undefined) {
      return { state: 'off', mistake: false, why: `To turn it on, set SLACK_BOT_TOKEN and either ${way}.` };
    }
    const set = appTokens === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    return mistaken(`${set} is set without SLACK_BOT_TOKEN: set both.`);
  }
  const apiUrl = values.SLACK_API_URL.replace(/\/*$/, '/');
  if (appTokens !== undefined) {
    const wrong = unpaired(botTokens, appTokens);
    if (wrong !== null) return mistaken(wrong);
    const pairs = botTokens.map((botToken, at) => ({ botToken, appToken: appTokens[at] ?? '' }));
    const workspaces = pairs.map((pair, at): SlackWorkspace => {
      const place = pairs.length === 1 ? null : at + 1;
      const label = place === null ? 'Slack' : `Slack ${place}`;
      return Object.freeze({ label, place, mode: 'socket', ...pair, apiUrl });
    });
    return { state: 'on', workspaces: Object.freeze(workspaces) };
  }
  if (signingSecret === undefined) return mistaken(`SLACK_BOT_TOKEN is set alone: set also ${way}.`);
  const [botToken = '', ...others] = botTokens;
  if (others.length > 0) {
    return mistaken(
      `SLACK_BOT_TOKEN holds ${botTokens.length} tokens, but over HTTP (SLACK_SIGNING_SECRET) one workspace can be served: set an app-level token for each in SLACK_APP_TOKEN, or leave one bot token.`,
    );
  }
  const listen = Object.freeze({ host: values.SLACK_HTTP_HOST, port: values.SLACK_HTTP_PORT });
  const only: SlackWorkspace = { label: 'Slack', place: null, mode: 'http', botToken, signingSecret, apiUrl, listen };
  return { state: 'on', workspaces: Object.freeze([Object.freeze(only)]) };
}

const mistaken = (why: string): Off => ({ state: 'off', mistake: true, why });

/** Why bot tokens and app-level tokens make no pairs, in words; null where they do. */
function unpaired(botTokens: readonly string[], appTokens: readonly string[]): string | null {
  const cure = 'give one of each for every workspace, in the same order.';
  if (botTokens.length !== appTokens.length) {
    return `The number of tokens differs (SLACK_BOT_TOKEN: ${botTokens.length}, SLACK_APP_TOKEN: ${appTokens.length}): ${cure}`;
  }
  const all = { SLACK_BOT_TOKEN: botTokens, SLACK_APP_TOKEN: appTokens };
  const twice = Object.entries(all).find(([, tokens]) => new Set(tokens).size < tokens.length)?.[0];
  return twice === undefined ? null : `${twice} holds a token twice: ${cure}`;
}

/** How Discord is reached; off with the mistakes in its settings, where there are any. */
export function discordConfig(values: Settings, mistakes: readonly string[]): DiscordConfig {
  const applicationId = values.DISCORD_APPLICATION_ID ?? null;
  const token = values.DISCORD_TOKEN;
  if (mistakes.length > 0) return { state: 'off', mistake: true, why: mistakes.join(' '), applicationId };
  if (token !== undefined) {
    return { state: 'on', token, apiUrl: values.DISCORD_API_URL.replace(/\/+$/, ''), applicationId };
  }
  if (applicationId === null)
    return { state: 'off', mistake: false, why: 'To turn it on, set DISCORD_TOKEN.', applicationId };
  const why = 'DISCORD_APPLICATION_ID is set without DISCORD_TOKEN: set DISCORD_TOKEN too.';
  return { state: 'off', mistake: true, why, applicationId };
}
