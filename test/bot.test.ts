import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf, type ChatBot, patience, shown, startChatBot, wordsOf } from './support/chat-bot.ts';
import { ada } from './support/discord/people.ts';
import type { StandInChannel } from './support/discord/world.ts';

const desk = `
name: Test
title: A desk for tests
topics:
  - { id: diplomacy, name: Diplomacy, words: [talks, summit] }
  - { id: sanctions, name: Sanctions, words: [sanctions] }
sources:
  - { id: one, name: Source One, kind: news, owner: One, country: GB, bloc: independent, stateMedia: false, reliability: B, basis: https://example.org/about, language: en }
editors: [slack:U0ANN, discord:${ada.id}]
alerts: { keys: { flash: 1, urgent: 1 }, leastOwners: 0 }
subscriptions:
  - { channel: 'web:newsroom', name: newsroom, at: '0 8 * * *', limit: 5, alerts: true }
`;

describe('the whole house, with both chat platforms', () => {
  let house: ChatBot;
  let slack: ChatBot['slack'];
  let discord: ChatBot['discord'];
  let store: ChatBot['store'];
  let news: StandInChannel;

  beforeAll(async () => {
    house = await startChatBot(() => desk);
    ({ slack, discord, store } = house);
    news = discord.channel({ name: 'news' });
  });
  afterEach(() => house.expectNoFailures());
  afterAll(async () => {
    const { bot } = house;
    bot.process.kill('SIGTERM');
    expect(await bot.exit).toBe(0);
    expect(bot.out()).toContain('Ending');
    await house.end();
  });

  const inDiscord = (): string => discord.messages(news.id).map(wordsOf).join('\n');
  const inSlack = (channel = 'C0NEWS'): string =>
    slack
      .posts(channel)
      .map(({ text }) => text)
      .join('\n');

  it('answers the same command on both', async () => {
    expect((await shown(await slack.command({ name: '/sitrep', text: 'latest limit:1' }))).text).toContain('Latest');
    const { message } = await discord.command({ channel: news, name: 'latest', options: { limit: 1 } });
    expect(wordsOf(message)).toContain('Latest');
  });

  it('completes options on Discord while they are typed', async () => {
    const { choices } = await discord.autocomplete({
      channel: news,
      name: 'explain',
      options: { subject: 'art' },
      focused: 'subject',
    });
    expect(choices).toContainEqual({ name: expect.stringContaining('Article 5'), value: 'article-5' });
  });

  it('turns pages with a button', async () => {
    const message = answerOf(await discord.command({ channel: news, name: 'latest', options: { limit: 1 } }));
    const before = wordsOf(message);
    await discord.click({ channel: news, message, label: 'Older' });
    await vi.waitFor(() => expect(wordsOf(message)).not.toBe(before), patience);
  });

  it('subscribes channels on both, posts their digest at its time, and keeps the receipts', async () => {
    const subscribed = await shown(await slack.command({ name: '/subscribe', text: '09:00 zone:Europe/Kyiv' }));
    expect(subscribed.text).toContain('09:00');
    await discord.command({ channel: news, name: 'subscribe', options: { at: 'weekdays 08:00', zone: 'UTC' } });
    const subscriptions = await store.subscriptions.all();
    expect(subscriptions.map(({ channel }) => channel).toSorted()).toEqual([
      `discord:${news.id}`,
      'slack:C0NEWS',
      'web:newsroom',
    ]);
    for (const { id, nextSlot } of subscriptions)
      await store.subscriptions.advance([{ id, from: nextSlot, to: Date.now() - 1_000, coveredTo: null }]);
    await vi.waitFor(() => expect(inSlack()).toContain('Test · digest'), patience);
    await vi.waitFor(() => expect(inDiscord()).toContain('digest'), patience);
    await vi.waitFor(async () => {
      const digests = await store.deliveries.withKey('edition:');
      expect(digests.map(({ state, receipts }) => [state, receipts.length])).toEqual([1, 2, 3].map(() => ['sent', 1]));
    }, patience);
  });

  it('sends an alert from a Slack form to every channel, pinging nobody', async () => {
    await slack.command({ name: '/breaking', text: 'now:true' });
    const view = await vi.waitFor(() => {
      const opened = slack.workspace.views.at(-1);
      if (opened === undefined) throw new Error('no form was opened');
      return opened;
    }, patience);
    await slack.submit({
      view,
      values: { headline: 'Ministers meet @everyone <!channel> [x](javascript:alert(1))', known: 'They arrived.' },
    });
    for (const read of [inSlack, inDiscord])
      await vi.waitFor(() => expect(read()).toContain('Ministers meet'), patience);
    await vi.waitFor(async () => {
      const copies = await store.deliveries.withKey('alert:');
      expect(copies.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    }, patience);
  });

  it('sends an alert from a Discord form too, and refuses who is no editor', async () => {
    const { modal } = await discord.command({ channel: news, name: 'breaking', options: { now: true } });
    if (modal === null) throw new Error('no form was opened');
    await discord.submit({ channel: news, modal, fields: { headline: 'Summit opens in Vilnius' } });
    await vi.waitFor(() => expect(inSlack()).toContain('Summit opens in Vilnius'), patience);
    const asked = { name: '/breaking', text: 'headline:"Not mine to send"', user: 'U0GUEST' };
    expect((await shown(await slack.command(asked))).text).toContain('Only editors');
    await sleep(500);
    expect(inSlack()).not.toContain('Not mine');
  });

  it('answers in a terminal beside the running bot, on the same store', async () => {
    const run = house.bench.run('cli.ts', house.settings, ['digest', '--json']);
    expect(await run.exit).toBe(0);
    expect(JSON.parse(run.out())).toMatchObject({ tone: 'routine', summary: expect.stringContaining('Test') });
  });
});
