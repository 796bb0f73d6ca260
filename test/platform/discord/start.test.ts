import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { commandsFor } from '../../../commands/index.ts';
import { loadDeskFile } from '../../../src/content/desk-file.ts';
import { UserError } from '../../../src/news/user-error.ts';
import { discordInvite } from '../../../src/platform/discord/invite.ts';
import { discordCommands } from '../../../src/platform/discord/register.ts';
import { startDiscord } from '../../../src/platform/discord/start.ts';
import { type DiscordStandIn, startDiscordStandIn } from '../../support/discord/stand-in.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';

const log = pino({ level: 'silent' });
const frontDesk = createScriptedFrontDesk();
const open: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

async function standIn(): Promise<DiscordStandIn> {
  const discord = await startDiscordStandIn();
  open.push(discord);
  return discord;
}

async function start(discord: DiscordStandIn, token = discord.token) {
  const running = await startDiscord({ settings: { token, applicationId: null, apiUrl: discord.url }, frontDesk, log });
  open.push(running);
  return running;
}

test('says as whom and where it runs', async () => {
  const discord = await standIn();
  expect((await start(discord)).describe).toBe('as Sitrep#0042 in 1 server');
  expect(discord.failures).toEqual([]);
});

test('ends without a word of connecting again', async () => {
  const discord = await standIn();
  const said: string[] = [];
  const heard = pino({}, { write: (line) => void said.push(line) });
  const settings = { token: discord.token, applicationId: null, apiUrl: discord.url };
  const running = await startDiscord({ settings, frontDesk, log: heard });
  await running.stop();
  await setTimeout(200);
  expect(said.join('')).toContain('commands are registered');
  expect(said.join('')).not.toContain('connecting again');
});

test('writes the commands only when they changed', async () => {
  const discord = await standIn();
  const writes = () => discord.world.requests.filter((request) => request.startsWith('PUT ')).length;
  await (await start(discord)).stop();
  expect(writes()).toBe(1);
  expect(discord.world.commands.map(({ name }) => name)).toContain('sitrep');
  await start(discord);
  expect(writes()).toBe(1);
  expect(discord.failures).toEqual([]);
});

test('runs with the commands of before when they cannot be written', async () => {
  const discord = await standIn();
  discord.fault({ on: 'PUT /applications', kind: 'status', status: 500 });
  expect((await start(discord)).describe).toContain('Sitrep');
});

test('a wrong token names the setting and the step', async () => {
  const discord = await standIn();
  const error = await start(discord, 'wrong').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as Error).message).toMatch(/DISCORD_TOKEN.*Reset Token/);
  expect((error as Error).message).not.toContain('wrong.');
});

test.each([
  [4004, 'DISCORD_TOKEN'],
  [4014, 'intents'],
])('a gateway that closes with %i is explained', async (code, words) => {
  const discord = await standIn();
  discord.refuse(code);
  await expect(start(discord)).rejects.toThrow(words);
});

test('says when Discord ends the connection for good', async () => {
  const discord = await standIn();
  const { ended } = await start(discord);
  discord.cut(4004);
  expect(await ended).toMatch(/close code 4004.*DISCORD_TOKEN/);
});

test('without a network it says where it tried', async () => {
  const settings = { token: 'some.token', applicationId: null, apiUrl: 'http://127.0.0.1:9/api' };
  await expect(startDiscord({ settings, frontDesk, log })).rejects.toThrow(/127\.0\.0\.1:9.*DISCORD_API_URL/);
});

test('registers typed options, choices, bounds and completions, each also under /sitrep', () => {
  const commands = discordCommands(frontDesk.commands);
  const byName = new Map(commands.map((command) => [command.name, command]));
  expect(byName.get('echo')).toMatchObject({
    contexts: [0],
    integration_types: [0],
    options: [
      { name: 'words', type: 3, required: true, autocomplete: true },
      { name: 'loud', type: 5 },
    ],
  });
  expect(byName.get('pages')?.options).toMatchObject([{ name: 'page', type: 4, min_value: 1, max_value: 9 }]);
  // A form asks for what is missing, so that nothing is required.
  expect(byName.get('report')?.options).toMatchObject([
    { name: 'headline', min_length: 3, max_length: 80 },
    { name: 'level', choices: [{ name: 'flash', value: 'flash' }, { name: 'urgent' }, { name: 'update' }] },
    { name: 'known' },
  ]);
  expect(JSON.stringify(byName.get('report'))).not.toContain('required');
  const sub = byName.get('sitrep')?.options?.map(({ name, type }) => [name, type]);
  expect(sub).toEqual(frontDesk.commands.map(({ name }) => [name, 1]));
});

test('the commands of the bundled desk fit, and those that Discord would refuse are named before', async () => {
  const desk = await loadDeskFile(fileURLToPath(new URL('../../../content/desk.yaml', import.meta.url)));
  expect(discordCommands(commandsFor(desk)).map(({ name }) => name)).toContain('subscriptions');
  const topics = Array.from({ length: 25 }, (_, at) => ({ id: `${'long'.repeat(10)}-${at}`, name: 'Long', words: [] }));
  expect(() => discordCommands(commandsFor({ ...desk, topics }))).toThrow(/\/sitrep has \d+ characters.*8000.*topics/);
});

test('the invitation asks for six permissions and no more', () => {
  const url = new URL(discordInvite('123'));
  expect(url.searchParams.get('permissions')).toBe('309237730304');
  expect(url.searchParams.get('scope')).toBe('bot applications.commands');
  expect(url.searchParams.get('client_id')).toBe('123');
});
