import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf, type ChatBot, patience, shown, startChatBot, wordsOf } from './support/chat-bot.ts';
import { ada, bob, buttonsOf } from './support/discord/people.ts';
import type { StandInChannel } from './support/discord/world.ts';

const desk = (editorsChannel: string): string => `
name: Test
title: A desk for tests
topics: [{ id: diplomacy, name: Diplomacy, words: [talks] }]
sources:
  - { id: one, name: Source One, kind: news, owner: One, country: GB, bloc: independent, stateMedia: false, reliability: B, basis: https://example.org/about, feed: https://one.example/feed, language: en }
editors: [slack:U0ANN, slack:U0BEN, discord:${ada.id}, discord:${bob.id}, terminal:local]
editorsChannel: ${editorsChannel}
alerts: { leastOwners: 1 }
`;
const note = "Sent on an editor's judgement: Seen by our own";

describe.each(['slack', 'discord'] as const)('an alert whose editors meet on %s', (platform) => {
  let house: ChatBot;
  let slack: ChatBot['slack'];
  let discord: ChatBot['discord'];
  let store: ChatBot['store'];
  let news: StandInChannel;
  let editors: StandInChannel;

  beforeAll(async () => {
    house = await startChatBot((platforms) => {
      const { users, channels } = platforms.slack.workspace;
      users.set('U0BEN', { id: 'U0BEN', name: 'ben', tz: 'UTC', isGuest: false });
      channels.set('C0EDIT', { id: 'C0EDIT', name: 'editors', isPrivate: false, isArchived: false, isMember: true });
      news = platforms.discord.channel({ name: 'news' });
      editors = platforms.discord.channel({ name: 'editors' });
      return desk(platform === 'slack' ? 'slack:C0EDIT' : `discord:${editors.id}`);
    });
    ({ slack, discord, store } = house);
    await shown(await slack.command({ name: '/subscribe', text: '08:00' }));
    await discord.command({ channel: news, name: 'subscribe', options: { at: '08:00' } });
  });
  afterEach(() => house.expectNoFailures());
  afterAll(() => house?.end());

  const onSlack = (channel: string, words: string) =>
    slack.posts(channel).filter(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`.includes(words));
  const onDiscord = ({ id }: StandInChannel, words: string) =>
    discord.messages(id).filter((message) => !message.ephemeral && wordsOf(message).includes(words));

  /** The notice in the editors' channel. */
  const notice = <Post>(found: () => readonly Post[]): Promise<Post> =>
    vi.waitFor(() => {
      const [post] = found();
      if (post === undefined) throw new Error('nobody was asked');
      return post;
    }, patience);

  async function standsOnce(headline: string): Promise<void> {
    const [{ id } = { id: 0 }] = await store.alerts.recent(1);
    // A message stands in its channel before its receipt is stored.
    await vi.waitFor(async () => {
      const copies = await store.deliveries.withKey(`alert:${id}:`);
      expect(copies.map(({ receipts }) => receipts.length)).toEqual([1, 1]);
    }, patience);
    expect(onSlack('C0NEWS', headline)).toHaveLength(1);
    expect(onDiscord(news, headline)).toHaveLength(1);
  }

  if (platform === 'slack')
    it('goes from a Discord form over a reason to a Slack button, and is delivered once', async () => {
      const opened = await discord.command({ channel: news, name: 'breaking' });
      if (opened.modal === null) throw new Error('no form was opened');
      const fields = { headline: 'Talks begin @everyone', link: 'https://nobody.example/a' };
      const draft = await discord.submit({ channel: news, modal: opened.modal, fields });
      expect(draft.ephemeral).toBe(true);
      expect(wordsOf(draft.message)).toMatch(/a draft[\s\S]*Talks begin[\s\S]*no independent owners/);
      const asking = await discord.click({ channel: news, message: answerOf(draft), label: 'Ask for the second key' });
      if (asking.modal === null) throw new Error('no reason was asked for');
      await discord.submit({ channel: news, modal: asking.modal, fields: { override: 'Seen by our own' } });
      const asked = await notice(() => onSlack('C0EDIT', 'asks for your key'));
      expect(JSON.stringify(asked.blocks)).toContain('Talks begin');
      expect(onSlack('C0NEWS', 'Talks begin')).toEqual([]);

      const refused = await shown(await slack.click({ message: asked, label: 'Approve', user: 'U0GUEST' }));
      expect(refused).toMatchObject({ onlyFor: 'U0GUEST', text: expect.stringContaining('Only editors') });
      const approvals = await Promise.all(
        ['U0ANN', 'U0BEN'].map(async (user) => shown(await slack.click({ message: asked, label: 'Approve', user }))),
      );
      expect(approvals.map(({ text }) => /on its way|already/.exec(text)?.[0]).toSorted()).toEqual([
        'already',
        'on its way',
      ]);
      await standsOnce('Talks begin');
      expect(onDiscord(news, note)).toHaveLength(1);
      expect(onSlack('C0NEWS', note)).toHaveLength(1);
    });

  if (platform === 'discord')
    it('goes from a Slack form to a Discord button, and is delivered once', async () => {
      await slack.command({ name: '/breaking' });
      const view = await notice(() => slack.workspace.views.slice(-1));
      const values = { headline: 'Talks begin <!channel>', link: 'https://one.example/a' };
      await slack.submit({ view, values });
      const draft = await vi.waitFor(() => {
        const found = slack.workspace.messages.find(
          ({ onlyFor, text }) => onlyFor === 'U0ANN' && text.includes('draft'),
        );
        if (found === undefined) throw new Error('no draft was shown');
        return found;
      }, patience);
      expect(JSON.stringify(draft.blocks)).toContain('B3 possibly true · 1 independent owner');
      await shown(await slack.click({ message: draft, label: 'Ask for the second key' }));
      const asked = await notice(() => onDiscord(editors, 'asks for your key'));
      expect(buttonsOf(asked.components).map(({ label }) => label)).toEqual(['Approve', 'Reject']);
      expect(onDiscord(news, 'Talks begin')).toEqual([]);
      const approved = await discord.click({ channel: editors, message: asked, label: 'Approve', by: bob });
      expect(approved.ephemeral).toBe(true);
      expect(wordsOf(approved.message)).toContain('on its way to 2 channels');
      await standsOnce('Talks begin');
    });

  it('is approved from a terminal too', async () => {
    await shown(
      await slack.command({ name: '/breaking', text: 'headline:"Talks end" link:https://one.example/b now:true' }),
    );
    const [{ id } = { id: 0 }] = await store.alerts.recent(1);
    const run = house.bench.run('cli.ts', house.settings, ['alert', 'approve', String(id)]);
    expect([await run.exit, run.out()]).toEqual([0, expect.stringContaining('on its way to 2 channels')]);
    await standsOnce('Talks end');
  });
});
