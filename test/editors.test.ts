import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerOf, type ChatBot, patience, shown, startChatBot, wordsOf } from './support/chat-bot.ts';
import { ada, bob, cleo, type Person } from './support/discord/people.ts';
import { newsRole, type StandInChannel } from './support/discord/world.ts';
import { smallDesk } from './support/small-desk.ts';

const desk = (editorsChannel: string): string =>
  smallDesk(`
editors: [slack:role/S0EDIT, 'discord:role/${newsRole}']
editorsChannel: ${editorsChannel}
alerts: { leastOwners: 0 }
`);
/** Holds the role as cleo does. */
const dora: Person = { ...cleo, id: '200000000000000004', name: 'Dora' };

let house: ChatBot;

/** Waits for what the bot brings by and by. */
const found = <Thing>(look: () => Thing | undefined): Promise<Thing> =>
  vi.waitFor(() => {
    const thing = look();
    if (thing === undefined) throw new Error('nothing came');
    return thing;
  }, patience);

/** Who was refused what, by the ledger. */
async function refusals(): Promise<readonly (readonly [string, string])[]> {
  const entries = await house.store.ledger.recent(50);
  return entries
    .filter(({ action }) => action === 'alert.refused')
    .map(({ actor, subject }) => [actor, subject] as const)
    .reverse();
}

const keyHolders = async (): Promise<readonly string[]> => {
  const [sent] = await house.store.alerts.recent(1);
  expect(sent?.state).toBe('sent');
  return (await house.store.alerts.keysOf(sent?.id ?? 0)).map(({ person }) => person);
};

afterEach(() => house.expectNoFailures());

describe('a user group on Slack makes editors of its members', () => {
  let slack: ChatBot['slack'];

  beforeAll(async () => {
    house = await startChatBot(({ slack: { workspace } }) => {
      workspace.scopes.push('usergroups:read');
      workspace.users.set('U0BEN', { id: 'U0BEN', name: 'ben', tz: 'UTC', isGuest: false });
      workspace.groups.set('S0EDIT', ['U0ANN', 'U0BEN']);
      return desk('slack:C0NEWS');
    });
    slack = house.slack;
    await shown(await slack.command({ name: '/subscribe', text: '08:00' }));
  });
  afterAll(() => house?.end());

  const refusal = {
    onlyFor: 'U0GUEST',
    text: expect.stringMatching(/Only editors of the desk .*Members of the user group S0EDIT are editors too\./),
  };

  it('by command, form and button, and of nobody else', async () => {
    expect(await shown(await slack.command({ name: '/breaking', user: 'U0GUEST' }))).toMatchObject(refusal);
    expect(slack.workspace.views).toEqual([]);

    const outcome = await slack.command({ name: '/breaking' });
    const view = await found(() => slack.workspace.views.at(-1));
    const refused = await slack.submit({ view, values: { headline: 'Not theirs to send' }, user: 'U0GUEST' });
    expect(refused.ack).toMatchObject({ response_action: 'errors', errors: { headline: refusal.text } });
    await slack.submit({ view, values: { headline: 'Talks begin' } });
    await shown(await slack.click({ message: await shown(outcome), label: 'Ask for the second key' }));

    const message = await found(() => slack.posts('C0NEWS').find(({ text }) => text.includes('asks for your key')));
    const press = async (user: string) => shown(await slack.click({ message, label: 'Approve', user }));
    expect(await press('U0GUEST')).toMatchObject(refusal);
    expect(await press('U0BEN')).toMatchObject({ onlyFor: 'U0BEN', text: expect.stringContaining('on its way') });
    expect(await keyHolders()).toEqual(['slack:U0ANN', 'slack:U0BEN']);
    expect(await refusals()).toEqual(
      ['breaking', 'breaking', 'alert'].map((command) => ['slack:U0GUEST', `command:${command}`]),
    );
  });

  it('as the manifest asks for, and the doctor sees', async () => {
    const say = async (...args: readonly string[]): Promise<string> => {
      const run = house.bench.run('cli.ts', house.settings, args);
      await run.exit;
      return run.out();
    };
    expect(await say('slack', 'manifest')).toContain('usergroups:read');
    expect(await say('doctor', '--json')).toContain('The user group S0EDIT makes 2 editors.');
  });
});

describe('a role on Discord makes editors of those who hold it', () => {
  let discord: ChatBot['discord'];
  let channel: StandInChannel;

  beforeAll(async () => {
    house = await startChatBot((platforms) => {
      channel = platforms.discord.channel({ name: 'editors' });
      return desk(`discord:${channel.id}`);
    });
    discord = house.discord;
    await discord.command({ channel, name: 'subscribe', options: { at: '08:00' } });
  });
  afterAll(() => house?.end());

  const refusal = new RegExp(`Only editors of the desk .*Members of the role ${newsRole} are editors too`);

  it('by command, form and button, and of nobody else', async () => {
    const asked = await discord.command({ channel, name: 'breaking', by: ada });
    expect(asked).toMatchObject({ modal: null, ephemeral: true });
    expect(wordsOf(asked.message)).toMatch(refusal);

    const { modal } = await discord.command({ channel, name: 'breaking', by: cleo });
    if (modal === null) throw new Error('no form was opened');
    const form = { channel, modal, fields: { headline: 'Talks begin' } };
    const late = await discord.submit({ ...form, by: { ...cleo, roles: [] } });
    expect(late.ephemeral).toBe(true);
    expect(wordsOf(late.message)).toMatch(refusal);
    const draft = answerOf(await discord.submit({ ...form, by: cleo }));
    await discord.click({ channel, message: draft, label: 'Ask for the second key', by: cleo });

    const message = await found(() =>
      discord.messages(channel.id).find((post) => !post.ephemeral && wordsOf(post).includes('asks for your key')),
    );
    const press = (by: Person) => discord.click({ channel, message, label: 'Approve', by });
    const refused = await press(bob);
    expect(refused.ephemeral).toBe(true);
    expect(wordsOf(refused.message)).toMatch(refusal);
    expect(wordsOf((await press(dora)).message)).toContain('on its way');
    expect(await keyHolders()).toEqual([cleo, dora].map(({ id }) => `discord:${id}`));
    expect(await refusals()).toEqual([
      [`discord:${ada.id}`, 'command:breaking'],
      [`discord:${cleo.id}`, 'command:breaking'],
      [`discord:${bob.id}`, 'command:alert'],
    ]);
  });
});
