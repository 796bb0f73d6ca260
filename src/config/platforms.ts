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

export type SlackConfig =
  | Off
  | {
      readonly state: 'on';
      readonly mode: 'socket';
      readonly botToken: string;
      readonly appToken: string;
      readonly apiUrl: string;
    }
  | {
      readonly state: 'on';
      readonly mode: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly apiUrl: string;
      readonly listen: Place;
    };

/** The application id serves the invite link, which is wanted before the bot can connect. */
export type DiscordConfig = { readonly applicationId: string | null } & (
  | Off
  | { readonly state: 'on'; readonly token: string; readonly apiUrl: string }
);

/** How Slack is reached; off with the mistakes in its settings, where there are any. Socket Mode goes before HTTP. */
export function slackConfig(values: Settings, mistakes: readonly string[]): SlackConfig {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const way = 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)';
  if (mistakes.length > 0) return { state: 'off', mistake: true, why: mistakes.join(' ') };
  if (botToken === undefined) {
    if (appToken === undefined && signingSecret === undefined) {
      return { state: 'off', mistake: false, why: `To turn it on, set SLACK_BOT_TOKEN and either ${way}.` };
    }
    const set = appToken === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    return { state: 'off', mistake: true, why: `${set} is set without SLACK_BOT_TOKEN: set both.` };
  }
  const apiUrl = values.SLACK_API_URL.replace(/\/*$/, '/');
  if (appToken !== undefined) return { state: 'on', mode: 'socket', botToken, appToken, apiUrl };
  if (signingSecret === undefined) {
    return { state: 'off', mistake: true, why: `SLACK_BOT_TOKEN is set alone: set also ${way}.` };
  }
  const listen = Object.freeze({ host: values.SLACK_HTTP_HOST, port: values.SLACK_HTTP_PORT });
  return { state: 'on', mode: 'http', botToken, signingSecret, apiUrl, listen };
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
