import { setTimeout } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { paragraph } from '../../../src/message/build.ts';
import { ada, bob, cleo } from '../../support/discord/people.ts';
import { type Json, newsRole } from '../../support/discord/world.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';
import { hostileText } from '../../support/gallery.ts';
import { type Bot, startBot, textOf } from './bot.ts';

/** For a loaded machine; what comes is seen at once. */
const patience = { timeout: 5_000 };

let bot: Bot;
let slow = false;
const logged: string[] = [];

beforeAll(async () => {
  bot = await startBot({
    log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    frontDesk: createScriptedFrontDesk({
      pause: async () => {
        if (slow) await setTimeout(1_100);
      },
    }),
  });
});
afterEach(() => {
  slow = false;
  expect(bot.discord.failures.splice(0)).toEqual([]);
});
afterAll(() => bot.stop());

const lastAsked = () => bot.frontDesk.asked.at(-1);

test('a command is answered at once, for everybody in the channel', async () => {
  const { discord, news } = bot;
  const done = await discord.command({ channel: news, name: 'echo', options: { words: 'good morning', loud: true } });
  expect(textOf(done.message)).toBe('**good morning**');
  expect(done).toMatchObject({ callback: 4, ephemeral: false });
  expect(lastAsked()).toEqual({
    command: 'echo',
    input: { words: 'good morning', loud: true },
    asker: {
      platform: 'discord',
      workspace: discord.world.guild,
      id: ada.id,
      name: 'Ada',
      manages: true,
      permission: 'Manage Channels',
      roles: [{ id: discord.world.guild, name: '@everyone' }],
      timeZone: null,
    },
    channel: { platform: 'discord', workspace: discord.world.guild, id: news.id, name: 'news' },
  });
});

test('the same command stands under /sitrep', async () => {
  const done = await bot.discord.command({ channel: bot.news, name: 'sitrep echo', options: { words: 'hi' }, by: bob });
  expect(textOf(done.message)).toBe('hi');
  expect(lastAsked()).toMatchObject({ command: 'echo', asker: { name: 'Bob', manages: false } });
});

test('the front desk is told the roles of who asks, by id and by name', async () => {
  const { discord, news } = bot;
  await discord.command({ channel: news, name: 'whisper', by: cleo });
  expect(lastAsked()?.asker).toMatchObject({
    manages: false,
    roles: [
      { id: discord.world.guild, name: '@everyone' },
      { id: newsRole, name: 'News' },
    ],
  });
});

test('what a person types stays words', async () => {
  const done = await bot.discord.command({ channel: bot.news, name: 'echo', options: { words: hostileText } });
  expect(textOf(done.message)).not.toContain('@everyone');
});

test('an answer waits for no post, also where Discord refuses all posts for a while', async () => {
  const { discord, news, running } = bot;
  const [payload] = running.sender.render({ tone: 'routine', summary: 'News', blocks: [paragraph('News')] });
  const channel = { platform: 'discord', workspace: discord.world.guild, id: news.id, name: news.name };
  const post = () => running.sender.post({ delivery: 'd1', page: 0, channel, payload, first: null, triedAt: null });
  const held = { kind: 'busy', scope: 'platform' };
  discord.enforce({ global: { requests: 0, perMs: 3_000 } });
  await expect(post()).rejects.toMatchObject(held);
  const done = await discord.command({ channel: news, name: 'echo', options: { words: 'at once' } });
  expect(textOf(done.message)).toBe('at once');
  // Posts are still held back.
  await expect(post()).rejects.toMatchObject(held);
  discord.enforce({});
  discord.world.rateLimited.length = 0;
  await expect.poll(() => post().catch(() => null), patience).not.toBeNull();
});

test('completions come while typing', async () => {
  const done = await bot.discord.autocomplete({
    channel: bot.news,
    name: 'echo',
    options: { words: 'he' },
    focused: 'words',
  });
  expect(done.choices).toEqual([{ name: 'he!', value: 'he!' }]);
  const none = await bot.discord.autocomplete({
    channel: bot.news,
    name: 'sitrep echo',
    options: { words: '' },
    focused: 'words',
  });
  expect(none.choices).toEqual([{ name: '!', value: '!' }]);
});

test('an answer for the asker alone is ephemeral', async () => {
  const done = await bot.discord.command({ channel: bot.news, name: 'whisper' });
  expect(done).toMatchObject({ ephemeral: true });
  expect(textOf(done.message)).toBe('Only for Ada.');
});

test('the asker turns the page in place; anybody else gets an answer of their own', async () => {
  const { discord, news } = bot;
  const first = await discord.command({ channel: news, name: 'pages' });
  const message = first.message;
  if (message === null) throw new Error('no message');
  const second = await discord.click({ channel: news, message, label: 'Older' });
  expect(second).toMatchObject({ callback: 7, message: { id: message.id } });
  expect(textOf(message)).toBe('This is page 2.');
  await discord.click({ channel: news, message, label: 'Older' });
  expect(textOf(message)).toBe('This is page 3.');
  const other = await discord.click({ channel: news, message, label: 'Older', by: bob });
  expect(other.callback).toBe(4);
  expect(textOf(other.message)).toBe('This is page 4.');
  expect(textOf(message)).toBe('This is page 3.');
});

test('a slow page is turned in place as well', async () => {
  const { discord, news } = bot;
  const { message } = await discord.command({ channel: news, name: 'pages' });
  if (message === null) throw new Error('no message');
  slow = true;
  const done = await discord.click({ channel: news, message, label: 'Older' });
  expect(done.callback).toBe(6);
  expect(textOf(message)).toBe('This is page 2.');
});

test('a button under a delivered post leaves the post alone', async () => {
  const { discord, news, running } = bot;
  const { message } = await discord.command({ channel: news, name: 'pages' });
  const [payload] = running.sender.render({
    tone: 'routine',
    summary: '',
    blocks: [{ kind: 'actions', actions: [{ label: 'More', ask: 'pages', options: { page: 2 } }] }],
  });
  const channel = { platform: 'discord', workspace: discord.world.guild, id: news.id, name: 'news' };
  const id = await running.sender.post({ delivery: 'd', page: 0, channel, payload, first: null, triedAt: null });
  const post = discord.messages(news.id).find((candidate) => candidate.id === id);
  if (post === undefined || message === null) throw new Error('no post');
  const done = await discord.click({ channel: news, message: post, label: 'More' });
  expect(done.callback).toBe(4);
  expect(textOf(done.message)).toBe('This is page 2.');
});

test('a slow answer is promised first, and fills the promise', async () => {
  slow = true;
  const done = await bot.discord.command({ channel: bot.news, name: 'echo', options: { words: 'late' } });
  expect(done).toMatchObject({ callback: 5, ephemeral: false, updated: true });
  expect(textOf(done.message)).toBe('late');
  const hidden = await bot.discord.command({ channel: bot.news, name: 'whisper' });
  expect(hidden).toMatchObject({ callback: 5, ephemeral: true });
});

test('a problem is shown to the asker alone, fast or slow', async () => {
  const { discord, news } = bot;
  const fast = await discord.command({ channel: news, name: 'pages', options: { page: 99 } });
  expect(fast).toMatchObject({ ephemeral: true });
  slow = true;
  const late = await discord.command({ channel: news, name: 'pages', options: { page: 99 } });
  expect(late.message).toBeNull();
  expect(late.followUps).toMatchObject([{ ephemeral: true }]);
});

test('a problem leaves the page on which it was asked', async () => {
  const { discord, news } = bot;
  const { message } = await discord.command({ channel: news, name: 'pages', options: { page: 9 } });
  if (message === null) throw new Error('no message');
  expect(await discord.click({ channel: news, message, label: 'Older' })).toMatchObject({
    callback: 4,
    ephemeral: true,
  });
  slow = true;
  const late = await discord.click({ channel: news, message, label: 'Older' });
  expect(late.followUps).toMatchObject([{ ephemeral: true }]);
  expect(textOf(message)).toBe('This is page 9.');
});

test('a long answer comes whole, in several messages', async () => {
  const done = await bot.discord.command({ channel: bot.news, name: 'long' });
  await vi.waitFor(
    () => expect([done.message, ...done.followUps].map(textOf).join('\n')).toContain('Paragraph 120'),
    patience,
  );
  expect(textOf(done.message)).toContain('Page 1 of');
});

test('what was left out is asked for in a form, which keeps what was said', async () => {
  const { discord, news } = bot;
  const opened = await discord.command({ channel: news, name: 'report', options: { level: 'flash' } });
  const modal = opened.modal;
  if (modal === null) throw new Error('no form');
  expect(modal).toMatchObject({ title: 'Report' });
  expect((modal.components as readonly Json[]).map(({ label }) => label)).toEqual(['Headline', 'Level', 'Known']);
  const refused = await discord.submit({ channel: news, modal, fields: { headline: 'ab', known: 'One *crater*.' } });
  expect(refused.ephemeral).toBe(true);
  expect(textOf(refused.message)).toMatch(/text of 3 to 80 characters.*known\*\* One \\\*crater\\\*/s);
  const done = await discord.submit({ channel: news, modal, fields: { headline: 'Blast near the border' } });
  expect(done).toMatchObject({ callback: 4, ephemeral: true });
  expect(textOf(done.message)).toBe('flash: Blast near the border (nothing more)');
});

/** The fields of a form, each with what it holds. */
const heldBy = (modal: Json | null) =>
  ((modal?.components ?? []) as readonly Json[]).map(({ component }) => {
    const { custom_id, value, options } = component as { custom_id: string; value?: string; options?: readonly Json[] };
    return [custom_id, value ?? options?.find((option) => option.default === true)?.value ?? ''];
  });

test('a form shows what the command fills in, and carries hidden what it does not show', async () => {
  const { discord, news } = bot;
  const opened = await discord.command({ channel: news, name: 'settings', options: { action: 'change', id: 's 1' } });
  // Discord shows five fields: those that hold something, then the first of the others.
  const held = [
    ['at', '07:30'],
    ['topics', ''],
    ['limit', '5'],
    ['alerts', 'false'],
    ['level', 'flash'],
  ];
  expect(heldBy(opened.modal)).toEqual(held);
  const done = await discord.submit({ channel: news, modal: opened.modal ?? {}, fields: { alerts: 'true' } });
  expect(textOf(done.message)).toBe('change s 1 07\\:30 5 true');
  expect(lastAsked()?.input).toEqual({
    action: 'change',
    id: 's 1',
    at: '07:30',
    limit: '5',
    alerts: 'true',
    level: 'flash',
  });
});

test('of a form with more than five full fields the last are not shown; what was typed for one is kept', async () => {
  const { discord, news } = bot;
  const typed = { action: 'change', topics: 'military', zone: 'UTC', level: 'urgent' };
  const { modal } = await discord.command({ channel: news, name: 'settings', options: typed });
  expect(heldBy(modal).map(([name]) => name)).toEqual(['at', 'topics', 'zone', 'limit', 'alerts']);
  await discord.submit({ channel: news, modal: modal ?? {}, fields: {} });
  expect(lastAsked()?.input).toEqual({ ...typed, at: '07:30', limit: '5', alerts: 'false' });
});

test('what was filled in and has no field is dropped', async () => {
  const { discord, news } = bot;
  const typed = { action: 'change', topics: 'military', zone: 'UTC' };
  const { modal } = await discord.command({ channel: news, name: 'settings', options: typed });
  await discord.submit({ channel: news, modal: modal ?? {}, fields: {} });
  expect(lastAsked()?.input).toEqual({ ...typed, at: '07:30', limit: '5', alerts: 'false' });
});

test('an answer whose connection breaks is given once more, and never twice', async () => {
  const { discord, news } = bot;
  discord.fault({ on: 'POST /interactions', kind: 'reset-before' });
  const first = await discord.command({ channel: news, name: 'echo', options: { words: 'again' } });
  expect(textOf(first.message)).toBe('again');
  const before = discord.messages(news.id).length;
  discord.fault({ on: 'POST /interactions', kind: 'reset-after' });
  await discord.command({ channel: news, name: 'echo', options: { words: 'once' } });
  await vi.waitFor(() => expect(discord.failures.splice(0)).toEqual(['an interaction was answered twice']), patience);
  expect(discord.messages(news.id).length).toBe(before + 1);
});

test('an answer that Discord refuses is logged without the token of the interaction', async () => {
  const { discord, news } = bot;
  discord.fault({ on: 'POST /interactions', kind: 'status', status: 400, code: 50035 });
  const unanswered = discord.command({ channel: news, name: 'echo', options: { words: 'lost' } });
  await expect(unanswered).rejects.toThrow('did not respond');
  expect(logged.join('')).toContain('50035');
  for (const token of discord.world.interactions.keys()) expect(logged.join('')).not.toContain(token);
});

test('after a cut connection the bot takes questions again', async () => {
  bot.discord.cut(4000);
  await vi.waitFor(() => bot.discord.command({ channel: bot.news, name: 'echo', options: { words: 'back' } }), {
    timeout: 10_000,
    interval: 200,
  });
  expect(lastAsked()).toMatchObject({ input: { words: 'back' } });
});

test.each([
  ['cut', () => bot.discord.cut(4000)],
  ['moved', () => bot.discord.reconnect()],
])('what was asked while the connection is %s is answered all the same', async (words, lose) => {
  lose();
  await bot.discord.command({ channel: bot.news, name: 'echo', options: { words } });
  expect(lastAsked()).toMatchObject({ input: { words } });
});
