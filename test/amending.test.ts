import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ChatBot, patience, shown, startChatBot, wordsOf } from './support/chat-bot.ts';
import { ada, bob, cleo } from './support/discord/people.ts';
import type { StandInChannel, StandInMessage } from './support/discord/world.ts';
import type { Shown } from './support/slack/workspace.ts';
import { smallDesk } from './support/small-desk.ts';

const desk = smallDesk(`
editors: [slack:U0ANN, discord:${ada.id}, discord:${bob.id}, terminal:local]
alerts: { leastOwners: 0 }
`);

/** What an editor says of an alert: its number and what else the command takes. */
type Amend = (command: 'correct' | 'withdraw', id: number, more: Readonly<Record<string, string>>) => Promise<unknown>;

describe('an alert that is out', () => {
  let house: ChatBot;
  let slack: ChatBot['slack'];
  let discord: ChatBot['discord'];
  let store: ChatBot['store'];
  let news: StandInChannel;

  beforeAll(async () => {
    house = await startChatBot((platforms) => {
      news = platforms.discord.channel({ name: 'news' });
      return desk;
    });
    ({ slack, discord, store } = house);
    await shown(await slack.command({ name: '/subscribe', text: '08:00' }));
    await discord.command({ channel: news, name: 'subscribe', options: { at: '08:00' } });
  });
  afterEach(() => house.expectNoFailures());
  afterAll(() => house?.end());

  const signed = (id: number): string => `alert ${id}`;
  const onSlack = (id: number): readonly Shown[] =>
    slack.posts('C0NEWS').filter(({ blocks }) => JSON.stringify(blocks).includes(signed(id)));
  const onDiscord = (id: number): readonly StandInMessage[] =>
    discord.messages(news.id).filter((message) => !message.ephemeral && wordsOf(message).includes(signed(id)));

  /** Written by one editor, sent with the key of another: its number, once it stands on both platforms. */
  async function sendOut(headline: string): Promise<number> {
    await shown(await slack.command({ name: '/breaking', text: `headline:"${headline}" now:true` }));
    const [{ id } = { id: 0 }] = await store.alerts.recent(1);
    const approval = { action: 'approve', id };
    const { message } = await discord.command({ channel: news, name: 'alert', options: approval, by: bob });
    expect(wordsOf(message)).toContain('on its way to 2 channels');
    await vi.waitFor(() => expect([onSlack(id).length, onDiscord(id).length]).toEqual([1, 1]), patience);
    return id;
  }

  const bySlackForm: Amend = async (command, id, more) => {
    const { length } = slack.workspace.views;
    const outcome = await slack.command({ name: `/${command}`, text: String(id) });
    await vi.waitFor(() => expect(slack.workspace.views).toHaveLength(length + 1), patience);
    const [view] = slack.workspace.views.slice(-1);
    if (view === undefined) throw new Error('no form was opened');
    await slack.submit({ view, values: more });
    return shown(outcome);
  };
  const byDiscordForm: Amend = async (command, id, more) => {
    const { modal } = await discord.command({ channel: news, name: command, options: { id }, by: bob });
    if (modal === null) throw new Error('no form was opened');
    const { message } = await discord.submit({ channel: news, modal, fields: more, by: bob });
    expect(wordsOf(message)).toContain(signed(id));
  };
  const byTerminal: Amend = async (command, id, more) => {
    const words = Object.entries(more).map(([name, value]) => `${name}:${value}`);
    const run = house.bench.run('cli.ts', house.settings, [command, String(id), ...words]);
    expect([await run.exit, run.err()]).toEqual([0, '']);
  };

  const actors = { slack: 'slack:U0ANN', discord: `discord:${bob.id}`, terminal: 'terminal:local' } as const;

  it.each([
    ['a form on Slack', bySlackForm, actors.slack],
    ['a form on Discord', byDiscordForm, actors.discord],
    ['a terminal', byTerminal, actors.terminal],
  ] as const)('is corrected and withdrawn everywhere, by %s', { timeout: 60_000 }, async (way, amend, actor) => {
    const wrong = `Talks begin in Brussels, says ${way}`;
    const right = `Talks begin in Vilnius, says ${way}`;
    const id = await sendOut(wrong);
    const [slackCopy] = onSlack(id);
    const [discordCopy] = onDiscord(id);

    /** Both copies were edited, and the newest note stands below each of them. */
    const amended = (notes: number, struck: string, why: string): Promise<void> =>
      vi.waitFor(() => {
        const [copy, ...below] = onSlack(id);
        expect(copy).toMatchObject({ ts: slackCopy?.ts, edited: expect.anything() });
        expect(strikesIn(copy?.blocks)).toContain(struck);
        expect(below).toHaveLength(notes);
        for (const note of below)
          expect(note).toMatchObject({ threadTs: slackCopy?.ts, sent: { reply_broadcast: true } });
        for (const post of [copy, below.at(-1)]) expect(JSON.stringify(post?.blocks)).toContain(why);
        const [first, ...replies] = onDiscord(id);
        expect(first).toMatchObject({ id: discordCopy?.id, edits: notes });
        expect(wordsOf(first ?? null)).toContain(`~~${struck}~~`);
        expect(replies.map(({ above }) => above)).toEqual(new Array(notes).fill(discordCopy?.id));
        for (const post of [first, replies.at(-1)]) expect(wordsOf(post ?? null)).toContain(why);
      }, patience);

    await amend('correct', id, { headline: right, reason: 'The place was wrong' });
    await amended(1, wrong, 'The place was wrong');
    expect(onSlack(id)[0]?.text).toContain(right);
    expect(wordsOf(onDiscord(id)[0] ?? null)).toContain(right);

    await amend('withdraw', id, { reason: 'Its source took it back' });
    await amended(2, right, 'Its source took it back');

    const again = await shown(
      await slack.command({ name: '/correct', text: `${id} headline:"Talks end" reason:"So it is said"` }),
    );
    expect(again).toMatchObject({ onlyFor: 'U0ANN', text: expect.stringContaining('was withdrawn already') });
    const acts = (await store.ledger.recent(20)).filter(({ subject }) => subject === `alert:${id}`);
    expect(acts.slice(0, 2).map((act) => [act.action, act.actor])).toEqual([
      ['alert.withdrawn', actor],
      ['alert.corrected', actor],
    ]);
  });

  it('is amended by no one but editors, and the ledger knows who tried', async () => {
    const refused = await shown(await slack.command({ name: '/correct', text: '1', user: 'U0GUEST' }));
    expect(refused).toMatchObject({ onlyFor: 'U0GUEST', text: expect.stringContaining('Only editors') });
    const options = { id: 1, reason: 'Because I say so' };
    const { message, ephemeral } = await discord.command({ channel: news, name: 'withdraw', options, by: cleo });
    expect([ephemeral, wordsOf(message)]).toEqual([true, expect.stringContaining('Only editors')]);
    const entries = (await store.ledger.recent(2)).map(({ action, actor, subject }) => [action, actor, subject]);
    expect(entries).toEqual([
      ['alert.refused', `discord:${cleo.id}`, 'command:withdraw'],
      ['alert.refused', 'slack:U0GUEST', 'command:correct'],
    ]);
  });
});

/** What is struck through in the blocks of a message. */
function strikesIn(thing: unknown): readonly string[] {
  if (typeof thing !== 'object' || thing === null) return [];
  const { text, style } = thing as { readonly text?: unknown; readonly style?: { readonly strike?: boolean } };
  return [...(style?.strike === true ? [String(text)] : []), ...Object.values(thing).flatMap(strikesIn)];
}
