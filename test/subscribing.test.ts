import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { formatTyped } from '../src/command/grammar.ts';
import type { Subscription } from '../src/store/subscriptions.ts';
import { hasBrowser, openBrowser } from './support/browser.ts';
import { answerOf, type ChatBot, patience, shown, startChatBot, wordsOf } from './support/chat-bot.ts';
import { ada, bob, buttonsOf, cleo } from './support/discord/people.ts';
import type { Json, PermissionName, StandInChannel } from './support/discord/world.ts';
import type { Outcome } from './support/slack/stand-in.ts';
import type { OpenView } from './support/slack/workspace.ts';

const desk = `
name: Test
title: A desk for tests
topics:
  - { id: diplomacy, name: Diplomacy, words: [talks, summit] }
  - { id: military, name: Military, words: [drones] }
sources:
  - { id: one, name: Source One, kind: news, owner: One, country: GB, bloc: independent, stateMedia: false, reliability: B, basis: https://example.org/about, language: en }
editors: [slack:U0ANN, discord:${ada.id}]
alerts: { keys: { flash: 1, urgent: 1 }, leastOwners: 0 }
managers: { allow: managers, roles: [News] }
`;
const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>One</title><link>https://example.org/</link>
<item><title>Summit opens in Vilnius</title><link>https://example.org/summit</link><pubDate>${new Date().toUTCString()}</pubDate></item>
</channel></rss>`;

let house: ChatBot;
let slack: ChatBot['slack'];
let discord: ChatBot['discord'];
let store: ChatBot['store'];

beforeAll(async () => {
  house = await startChatBot(() => desk);
  ({ slack, discord, store } = house);
  const { bench, settings } = house;
  const read = bench.run('cli.ts', settings, ['ingest', bench.file('feed.xml', feed), '--source', 'one']);
  expect([await read.exit, read.err()]).toEqual([0, '']);
});
afterEach(() => house.expectNoFailures());
afterAll(() => house?.end());

/** What the channel receives by the store: the one subscription that it has, or none. */
async function heldBy(channel: string): Promise<Subscription | undefined> {
  const held = await store.subscriptions.ofChannel(channel);
  expect(held.length).toBeLessThanOrEqual(1);
  return held[0];
}

const typedOf = (fields: readonly (readonly [string, unknown])[]): string =>
  formatTyped(Object.fromEntries(fields.map(([name, value]) => [name, String(value)])));

describe('on Slack', () => {
  let made = 0;
  /** A channel of its own for a test, which the bot is in. */
  function aChannel(isMember = true): string {
    made += 1;
    const id = `C0SUB${made}`;
    const name = `sub-${made}`;
    slack.workspace.channels.set(id, { id, name, isPrivate: false, isArchived: false, isMember });
    return id;
  }

  const say = async (channel: string, name: string, text = '') => shown(await slack.command({ name, text, channel }));

  /** The form that an act opens. */
  async function opened(act: () => Promise<Outcome>): Promise<{ readonly outcome: Outcome; readonly view: OpenView }> {
    const before = slack.workspace.views.length;
    const outcome = await act();
    await vi.waitFor(() => expect(slack.workspace.views.length).toBe(before + 1), patience);
    return { outcome, view: slack.workspace.views.at(-1) as OpenView };
  }

  /** What the fields of a form hold, as a person would type it. */
  const fieldsOf = ({ view }: OpenView): string =>
    typedOf(
      (view.blocks as readonly { block_id: string; element: { initial_value?: string; initial_option?: Json } }[]).map(
        ({ block_id, element }) => [block_id, element.initial_option?.value ?? element.initial_value ?? ''],
      ),
    );

  it('/subscribe alone asks for everything in a form, keeps it open at a mistake, and answers the channel', async () => {
    const channel = aChannel();
    const { outcome, view } = await opened(() => slack.command({ name: '/subscribe', channel }));
    expect(fieldsOf(view)).toBe(
      'at:"every day at 08:00" topics:all zone:Europe/Kyiv limit:10 alerts:update grade:any language:any quiet:none empty:line',
    );
    const typed = { at: 'weekdays 07:30', topics: 'military', quiet: '22:00-07:00', grade: 'C3' };
    const refused = await slack.submit({ view, values: { ...typed, zone: 'Kiew' } });
    // Slack keeps what was typed as long as the form is not replaced.
    expect(refused.ack).toEqual({
      response_action: 'errors',
      errors: { zone: 'I do not know the time zone “Kiew”. Did you mean Europe/Kyiv?' },
    });
    expect(await heldBy(`slack:${channel}`)).toBeUndefined();
    await slack.submit({ view, values: typed });
    const answer = await shown(outcome);
    expect(answer.onlyFor).toBeNull();
    expect(answer.text).toMatch(
      /receives a digest on weekdays at 07:30 \(Europe\/Kyiv\)\.\n(.*\n)?Next(\n.*UTC, 07:30 Europe\/Kyiv\)){3}\n/,
    );
    expect(answer.text).toMatch(
      /Topics: military\nStories: at most 10, grade C3 or better\n.*\nQuiet hours: 22:00-07:00/,
    );
    const asked = { cron: '30 7 * * 1-5', zone: 'Europe/Kyiv', topics: ['military'], leastGrade: 'C3' };
    expect(await heldBy(`slack:${channel}`)).toMatchObject({ ...asked, createdBy: 'slack:U0ANN' });
  });

  it('the first example of its help is enough too', async () => {
    const channel = aChannel();
    const help = await say(channel, '/help', 'subscribe');
    expect(help).toMatchObject({ onlyFor: 'U0ANN', text: expect.stringContaining('/subscribe alone opens a form') });
    const [, example = ''] = /^- \/subscribe (.*)$/m.exec(help.text) ?? [];
    expect(await say(channel, '/subscribe', example)).toMatchObject({ onlyFor: null });
    expect(await heldBy(`slack:${channel}`)).toMatchObject({ cron: '0 8 * * *', zone: 'Europe/Kyiv' });
  });

  it('/subscriptions lists to the asker alone, and changes, rests and removes it by its buttons', async () => {
    const channel = aChannel();
    await say(channel, '/subscribe', 'weekdays 08:00 military limit:7 empty:silence');
    const before = await heldBy(`slack:${channel}`);
    const list = await say(channel, '/subscriptions');
    expect(list).toMatchObject({ onlyFor: 'U0ANN', text: expect.stringContaining('on weekdays at 08:00') });

    const { outcome, view } = await opened(() => slack.click({ message: list, label: 'Change' }));
    expect(fieldsOf(view)).toBe(
      'at:"on weekdays at 08:00" topics:military zone:Europe/Kyiv limit:7 alerts:update grade:any language:any quiet:none empty:silence',
    );
    await slack.submit({ view, values: { at: '09:15' } });
    expect(await shown(outcome)).toMatchObject({
      onlyFor: 'U0ANN',
      text: expect.stringContaining('every day at 09:15'),
    });
    const changed = { cron: '15 9 * * *', nextSlot: expect.any(Number) };
    expect(await heldBy(`slack:${channel}`)).toEqual({ ...before, ...changed });

    const paused = await shown(await slack.click({ message: list, label: 'Pause' }));
    expect(paused.text).toContain('is paused');
    expect((await heldBy(`slack:${channel}`))?.pausedAt).not.toBeNull();
    expect((await shown(await slack.click({ message: paused, label: 'Resume it' }))).text).toContain('goes on');
    expect((await heldBy(`slack:${channel}`))?.pausedAt).toBeNull();
    const again = await say(channel, '/subscriptions');
    const removed = await shown(await slack.click({ message: again, label: 'Remove' }));
    expect(removed.text).toContain('no longer receives the digest every day at 09:15');
    expect(await heldBy(`slack:${channel}`)).toBeUndefined();
  });

  it('/digest and /catchup answer the asker alone; /digest post posts what is new, once', async () => {
    const channel = aChannel();
    await say(channel, '/subscribe', '08:00');
    const digests = () => slack.posts(channel).filter(({ text }) => text.includes('Test · digest'));
    for (const name of ['/digest', '/catchup'])
      expect(await say(channel, name)).toMatchObject({
        onlyFor: 'U0ANN',
        text: expect.stringContaining('Summit opens'),
      });
    expect(digests()).toEqual([]);
    expect((await say(channel, '/digest', 'post')).text).toMatch(/on its way to #sub-\d+: 1 story/);
    await vi.waitFor(() => expect(digests()).toHaveLength(1), patience);
    expect((await say(channel, '/digest', 'post')).text).toContain('nothing was posted');
    expect((await say(channel, '/digest')).text).toContain('nothing new');
    expect(digests()).toHaveLength(1);
  });

  it('where the bot is no member, nothing is saved and the step is named', async () => {
    const channel = aChannel(false);
    const refusal = await say(channel, '/subscribe', '08:00');
    expect(refusal).toMatchObject({ onlyFor: 'U0ANN', text: expect.stringContaining('Type "/invite @sitrep" there') });
    expect(await heldBy(`slack:${channel}`)).toBeUndefined();
  });
});

describe('on Discord', () => {
  let made = 0;
  function aChannel(denied: readonly PermissionName[] = []): StandInChannel {
    made += 1;
    return discord.channel({ name: `sub-${made}`, denied });
  }
  const heldIn = ({ id }: StandInChannel) => heldBy(`discord:${id}`);

  /** What the fields of a form hold, as a person would type it. */
  const fieldsOf = (modal: Json | null): string =>
    typedOf(
      ((modal?.components ?? []) as readonly { component: Json }[]).map(({ component }) => {
        const chosen = ((component.options ?? []) as readonly Json[]).find((option) => option.default === true);
        return [String(component.custom_id), chosen?.value ?? component.value ?? ''];
      }),
    );

  it.each([
    ['subscribe', [], []],
    ['subscriptions', ['id'], ['action']],
  ])('every option of /%s is typed, bounded, chosen from or completed', async (name, numbers, choices) => {
    const { options } = discord.world.commands.find((command) => command.name === name) as { options: readonly Json[] };
    const named = (wanted: (option: Json) => boolean) => options.filter(wanted).map((option) => String(option.name));
    const texts = ['at', 'topics', 'zone', 'grade', 'language', 'quiet'];
    expect(named(({ autocomplete }) => autocomplete === true)).toEqual([...numbers, ...texts]);
    expect(named(({ choices }) => choices !== undefined)).toEqual([...choices, 'alerts', 'empty']);
    expect(options.find((option) => option.name === 'limit')).toMatchObject({ type: 4, min_value: 1, max_value: 25 });
    const typing = { channel: aChannel(), name };
    for (const focused of texts)
      expect((await discord.autocomplete({ ...typing, options: { [focused]: '' }, focused })).choices).not.toEqual([]);
    const kyiv = await discord.autocomplete({ ...typing, options: { zone: 'kyiv' }, focused: 'zone' });
    expect(kyiv.choices).toEqual([{ name: 'Europe/Kyiv', value: 'Europe/Kyiv' }]);
  });

  it('/subscribe alone opens a form, and Change one that keeps what it does not show', async () => {
    const channel = aChannel();
    const { modal } = await discord.command({ channel, name: 'subscribe' });
    expect(fieldsOf(modal)).toBe('at:"every day at 08:00" topics:all zone:UTC limit:10 alerts:update');
    const fields = { at: 'mon 09:00', zone: 'Europe/Kyiv', limit: '5' };
    const subscribed = await discord.submit({ channel, modal: modal as Json, fields });
    expect(subscribed.ephemeral).toBe(false);
    expect(wordsOf(subscribed.message)).toContain('receives a digest every Monday at 09\\:00 (Europe/Kyiv)');

    const more = { action: 'edit', quiet: '22:00-07:00', empty: 'silence' };
    await discord.command({ channel, name: 'subscriptions', options: more });
    const completing = { channel, name: 'subscriptions', options: { id: 0 }, focused: 'id' };
    const before = await heldIn(channel);
    expect((await discord.autocomplete(completing)).choices).toMatchObject([{ value: before?.id }]);
    const list = await discord.command({ channel, name: 'subscriptions' });
    expect(list.ephemeral).toBe(true);
    const changing = await discord.click({ channel, message: answerOf(list), label: 'Change' });
    expect(fieldsOf(changing.modal)).toBe(
      'at:"every Monday at 09:00" topics:all zone:Europe/Kyiv limit:5 alerts:update',
    );
    await discord.submit({ channel, modal: changing.modal as Json, fields: { topics: 'military', alerts: 'flash' } });
    const changed = { topics: ['military'], alerts: 'flash', nextSlot: expect.any(Number) };
    expect(await heldIn(channel)).toEqual({ ...before, ...changed });
    expect(before).toMatchObject({ whenEmpty: 'silence', quiet: { from: '22:00', to: '07:00' } });
  });

  it('very frequent digests are asked about, and one press says yes', async () => {
    const channel = aChannel();
    const { modal } = await discord.command({ channel, name: 'subscribe' });
    const fields = { at: '* * * * *', zone: 'America/New_York' };
    const asked = await discord.submit({ channel, modal: modal as Json, fields });
    expect(wordsOf(asked.message)).toContain('288 times a day');
    expect(buttonsOf(asked.message?.components ?? []).map(({ label }) => label)).toContain('Yes, subscribe');
    expect(await heldIn(channel)).toBeUndefined();
    await discord.click({ channel, message: answerOf(asked), label: 'Yes, subscribe' });
    expect(await heldIn(channel)).toMatchObject({ cron: '* * * * *', zone: 'America/New_York' });
    await discord.command({ channel, name: 'unsubscribe' });
  });

  it('who does not manage the channel is told the way, alone; the named role is one', async () => {
    const channel = aChannel();
    const refused = await discord.command({ channel, name: 'subscribe', by: bob });
    expect(refused).toMatchObject({ modal: null, ephemeral: true });
    expect(wordsOf(refused.message)).toMatch(/the permission Manage Channels or the role News.*Ask one of them/s);
    expect(await heldIn(channel)).toBeUndefined();
    await discord.command({ channel, name: 'subscribe', options: { at: '08:00' }, by: cleo });
    expect(await heldIn(channel)).toMatchObject({ createdBy: `discord:${cleo.id}` });
  });

  it('where a permission is missing, nothing is saved and it is named', async () => {
    const channel = aChannel(['SendMessages']);
    const refused = await discord.command({ channel, name: 'subscribe', options: { at: '08:00' } });
    expect(refused.ephemeral).toBe(true);
    expect(wordsOf(refused.message)).toMatch(/Nothing was subscribed.*the permission "Send Messages" is missing/);
    expect(await heldIn(channel)).toBeUndefined();
  });
});

describe.skipIf(!hasBrowser)('in the newsroom', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('/subscribe asks in a form that knows the browser’s zone, and Change shows the terms', async () => {
    const page = await (await browser.newContext({ locale: 'en-GB', timezoneId: 'America/New_York' })).newPage();
    await page.goto(/Newsroom +(\S+)/.exec(house.bot.out())?.[1] ?? '');
    const log = page.getByRole('log');
    const line = page.getByRole('combobox', { name: 'Ask the desk' });
    await line.fill('/subscribe');
    await line.press('Enter');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('America/New_York');
    await page.getByLabel('When: ').fill('weekdays 18:00');
    await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
    await log.getByText('#newsroom receives a digest on weekdays at 18:00 (America/New_York).').waitFor();

    await line.fill('/subscriptions');
    await line.press('Enter');
    await log.getByRole('button', { name: 'Change', exact: true }).click();
    expect(await page.getByLabel('When: ').inputValue()).toBe('on weekdays at 18:00');
    await page.getByLabel('Quiet hours').fill('22:00-07:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await log.getByRole('heading', { name: 'Changed' }).waitFor();
    expect(await heldBy('web:newsroom')).toMatchObject({ cron: '0 18 * * 1-5', quiet: { from: '22:00', to: '07:00' } });
  });
});

describe('in quiet hours', () => {
  it('an alert waits for the digest at their end, and its editor is told of how many channels', async () => {
    for (const { id } of await store.subscriptions.all()) await store.subscriptions.remove(id);
    const clock = (ahead: number): string => new Date(Date.now() + ahead * 3_600_000).toISOString().slice(11, 16);
    const [quiet, loud] = ['quiet', 'loud'].map((name) => discord.channel({ name })) as [
      StandInChannel,
      StandInChannel,
    ];
    const options = { at: '08:00', zone: 'UTC', quiet: `${clock(-2)}-${clock(2)}` };
    await discord.command({ channel: quiet, name: 'subscribe', options });
    await discord.command({ channel: loud, name: 'subscribe', options: { at: '08:00' } });
    const sent = await slack.command({
      name: '/breaking',
      text: 'headline:"Drones over the border" level:urgent now:true',
    });
    await vi.waitFor(() => expect(sent.shown[0]?.text).toMatch(/2 channels[\s\S]*1 of them has quiet hours/), patience);
    await vi.waitFor(async () => {
      const copies = await store.deliveries.withKey('alert:');
      expect(copies.map(({ channel, state }) => [channel, state]).toSorted()).toEqual(
        [
          [`discord:${quiet.id}`, 'quiet'],
          [`discord:${loud.id}`, 'sent'],
        ].toSorted(),
      );
    }, patience);
    const posts = ({ id }: StandInChannel): string => discord.messages(id).map(wordsOf).join('\n');
    expect(posts(loud)).toContain('Drones over the border');
    expect(posts(quiet)).not.toContain('Drones over the border');
  });
});
