import type { Command } from '../../command/command.ts';
import { type Option, optionsOf } from '../../command/option.ts';
import { clip } from '../../news/excerpt.ts';
import { builtIn } from './built-in.ts';
import { umbrella } from './commands.ts';
import { limits } from './limits.ts';
import { scopesFor } from './scopes.ts';

/** How Slack reaches the bot: by Socket Mode, or at a public HTTPS address that ends in /slack/events. */
export type Reach = { readonly socketMode: true } | { readonly requestUrl: string };

/**
 * The app manifest (version 2) that Slack makes the app from, with every command whose name Slack does not keep for
 * itself; those are asked as `/sitrep search`. `groups`: the ids of user groups that make editors. Throws when the commands
 * do not fit Slack's limits. Source: docs.slack.dev/reference/app-manifest
 */
export function slackManifest(commands: readonly Command[], reach: Reach, groups: readonly string[] = []): object {
  const url = 'requestUrl' in reach ? { url: reach.requestUrl } : {};
  const slashCommands = [
    {
      command: umbrella,
      description: 'Ask the news desk anything; alone it shows help',
      usage_hint: 'help, or any command without its slash',
      should_escape: false,
      ...url,
    },
    ...commands.filter(({ name }) => !builtIn.has(name)).map((command) => slashCommand(command, url)),
  ];
  if (slashCommands.length > limits.commands) {
    throw new Error(`slack: a manifest holds ${limits.commands} commands (${slashCommands.length} given)`);
  }
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Sitrep',
      description: "The news desk in your team's chat: live updates, digests and alerts",
      background_color: '#1f2937',
    },
    features: {
      // The bot's direct messages stand in that tab: without it, chat.postMessage answers `messages_tab_disabled`.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'sitrep', always_online: true },
      slash_commands: slashCommands,
    },
    oauth_config: { scopes: { bot: scopesFor(groups).map(({ name }) => name) } },
    settings: {
      interactivity: { is_enabled: true, ...('requestUrl' in reach ? { request_url: reach.requestUrl } : {}) },
      socket_mode_enabled: 'socketMode' in reach,
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

function slashCommand(command: Command, url: { url?: string }) {
  const name = `/${command.name}`;
  if (!/^\/[a-z][a-z0-9-]*$/.test(name) || name.length > limits.commandName) {
    throw new Error(`slack: a command cannot bear this name (${name})`);
  }
  const hint = optionsOf(command).map(hintOf).join(' ');
  return {
    command: name,
    description: clip(command.summary, limits.commandDescription),
    ...(hint === '' ? {} : { usage_hint: clip(hint, limits.usageHint) }),
    should_escape: false,
    ...url,
  };
}

function hintOf({ name, required, choices }: Option): string {
  const shown = choices.length > 0 ? `${name}:${choices.join('|')}` : name;
  return required ? `<${shown}>` : `[${shown}]`;
}
