import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commandsFor } from '../../../commands/index.ts';
import { loadDeskFile } from '../../../src/content/desk-file.ts';
import { slackManifest } from '../../../src/platform/slack/manifest.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';

const { commands } = createScriptedFrontDesk();

/** The parts of Slack's schema that this manifest uses, with its limits: docs.slack.dev/reference/app-manifest */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().regex(/^[a-z0-9-_.]{1,80}$/), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z][a-z0-9-]{0,30}$/),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().min(1).max(1_000).optional(),
          should_escape: z.boolean(),
          url: z.httpUrl().optional(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.httpUrl().optional() }),
    socket_mode_enabled: z.boolean(),
    org_deploy_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

describe('slackManifest', () => {
  it('holds every command with its hint', () => {
    const { features, settings } = schema.parse(slackManifest(commands, { socketMode: true }));
    const names = features.slash_commands.map(({ command }) => command);
    expect(names).toEqual(['/sitrep', ...commands.map(({ name }) => `/${name}`)]);
    expect(features.slash_commands.find(({ command }) => command === '/report')?.usage_hint).toBe(
      '<headline> [level:flash|urgent|update] [known]',
    );
    expect(features.slash_commands.every(({ url }) => url === undefined)).toBe(true);
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
  });

  it('takes the commands of the bundled desk', async () => {
    const desk = await loadDeskFile(fileURLToPath(new URL('../../../content/desk.yaml', import.meta.url)));
    const { features } = schema.parse(slackManifest(commandsFor(desk), { socketMode: true }));
    const names = features.slash_commands.map(({ command }) => command);
    expect(names).toEqual(expect.arrayContaining(['/subscribe', '/subscriptions', '/digest', '/catchup', '/pin']));
  });

  it('leaves out the names that Slack keeps for itself', () => {
    const [first] = commands;
    if (first === undefined) throw new Error('the front desk has commands');
    const own = ['status', 'search', 'latest'].map((name) => ({ ...first, name }));
    const { features } = schema.parse(slackManifest(own, { socketMode: true }));
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/sitrep', '/latest']);
  });

  it('sends everything to one address where there is no Socket Mode', () => {
    const requestUrl = 'https://desk.example.org/slack/events';
    const { features, settings } = schema.parse(slackManifest(commands, { requestUrl }));
    expect(new Set(features.slash_commands.map(({ url }) => url))).toEqual(new Set([requestUrl]));
    expect(settings.interactivity.request_url).toBe(requestUrl);
    expect(settings.socket_mode_enabled).toBe(false);
  });

  it('asks to read user groups only where they make editors', () => {
    const scopesOf = (groups: readonly string[]) =>
      schema.parse(slackManifest(commands, { socketMode: true }, groups)).oauth_config.scopes.bot;
    expect(scopesOf(['S0EDIT'])).toEqual([...scopesOf([]), 'usergroups:read']);
    expect(scopesOf([])).toContain('users:read');
  });

  it('refuses what Slack would refuse', () => {
    const [first] = commands;
    if (first === undefined) throw new Error('no command');
    const many = Array.from({ length: 50 }, (_, index) => ({ ...first, name: `c${index}` }));
    expect(() => slackManifest(many, { socketMode: true })).toThrow('50 commands');
    expect(() => slackManifest([{ ...first, name: 'two words' }], { socketMode: true })).toThrow('two words');
  });
});
