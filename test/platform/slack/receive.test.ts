import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningSlack, type SlackSettings, startSlack } from '../../../src/platform/slack/start.ts';
import { createScriptedFrontDesk, type ScriptedFrontDesk } from '../../support/front-desk.ts';
import { type Outcome, type SlackStandIn, startSlackStandIn } from '../../support/slack/stand-in.ts';
import type { Shown } from '../../support/slack/workspace.ts';

let slack: SlackStandIn;
let frontDesk: ScriptedFrontDesk;
let running: RunningSlack | null = null;

beforeEach(async () => {
  slack = await startSlackStandIn();
  frontDesk = createScriptedFrontDesk();
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await slack.close();
});

async function start(
  settings: Partial<SlackSettings> = {},
  editorGroups: readonly string[] = [],
): Promise<RunningSlack> {
  const { botToken, appToken } = slack.workspace;
  running = await startSlack({
    settings: { botToken, appToken, apiUrl: slack.url, ...settings },
    editorGroups,
    frontDesk,
    log: pino({ level: 'silent' }),
    clock: Date.now,
  });
  return running;
}

/** Waits until an act has brought so many messages. */
async function shown(outcome: Outcome, count = 1): Promise<readonly Shown[]> {
  await vi.waitFor(() => expect(outcome.shown.length).toBeGreaterThanOrEqual(count), { timeout: 5_000 });
  return outcome.shown;
}

const first = async (outcome: Outcome): Promise<Shown> => {
  const [message] = await shown(outcome);
  if (message === undefined) throw new Error('nothing was shown');
  return message;
};

describe('commands', () => {
  it('acknowledges at once with nothing, then answers in the channel or to the asker alone', async () => {
    expect((await start()).describe).toBe('connected to Desk as @sitrep, by Socket Mode');
    const said = await slack.command({ name: '/echo', text: 'hello there --loud' });
    expect(said.ack ?? {}).toEqual({});
    expect(await first(said)).toMatchObject({ onlyFor: null, text: 'hello there' });
    const whispered = await slack.command({ name: '/whisper' });
    expect(await first(whispered)).toMatchObject({ onlyFor: 'U0ANN' });
    expect(slack.workspace.failures).toEqual([]);
  });

  it('knows every command under /sitrep too, which alone shows help', async () => {
    await start();
    expect((await first(await slack.command({ name: '/sitrep', text: 'Echo two  words' }))).text).toBe('two words');
    expect((await first(await slack.command({ name: '/sitrep' }))).text).toContain('Help');
    const unknown = await first(await slack.command({ name: '/sitrep', text: 'nonsense' }));
    expect(unknown).toMatchObject({
      onlyFor: 'U0ANN',
      text: expect.stringContaining('There is no command “nonsense”.'),
    });
  });

  it('tells the front desk who asks and where, as Slack has verified it', async () => {
    await start();
    await first(await slack.command({ name: '/echo', text: 'a' }));
    await first(await slack.command({ name: '/echo', text: 'b', user: 'U0GUEST' }));
    await first(await slack.command({ name: '/echo', text: 'c', channel: 'D0ANN' }));
    const ann = {
      platform: 'slack',
      workspace: 'T0DESK',
      id: 'U0ANN',
      name: 'ann',
      manages: true,
      roles: [],
      timeZone: 'Europe/Kyiv',
    };
    const news = { platform: 'slack', workspace: 'T0DESK', id: 'C0NEWS', name: 'news' };
    expect(frontDesk.asked).toMatchObject([
      { command: 'echo', input: 'a', asker: ann, channel: news },
      { asker: { id: 'U0GUEST', manages: false }, channel: news },
      { channel: null },
    ]);
    expect(slack.workspace.calls.filter((call) => call === 'users.info')).toHaveLength(2);
    slack.workspace.channels.set('G0DEN', {
      id: 'G0DEN',
      name: 'den',
      isPrivate: true,
      isArchived: false,
      isMember: true,
    });
    await first(await slack.command({ name: '/echo', text: 'd', channel: 'G0DEN' }));
    await first(await slack.command({ name: '/echo', text: 'e', channel: 'G0SECRET' }));
    expect(frontDesk.asked.slice(3)).toMatchObject([{ channel: { name: 'den' } }, { channel: { name: 'G0SECRET' } }]);
  });

  it('tells it the groups of editors that they are in, and asks Slack about no others', async () => {
    slack.workspace.scopes.push('usergroups:read');
    slack.workspace.groups.set('S0EDIT', ['U0ANN']).set('S0NIGHT', ['U0GUEST']).set('S0LUNCH', ['U0ANN']);
    await start({}, ['S0EDIT', 'S0NIGHT', 'S0ELSE']);
    for (const user of ['U0ANN', 'U0GUEST', 'U0ANN'])
      await first(await slack.command({ name: '/echo', text: 'a', user }));
    const roles = frontDesk.asked.map(({ asker }) => asker.roles.map(({ id }) => id));
    expect(roles).toEqual([['S0EDIT'], ['S0NIGHT'], ['S0EDIT']]);
    expect(slack.workspace.calls.filter((call) => call === 'usergroups.users.list')).toHaveLength(3);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('answers without a time zone when Slack does not give one', async () => {
    slack.workspace.scopes = slack.workspace.scopes.filter((scope) => scope !== 'users:read');
    await start();
    await first(await slack.command({ name: '/echo', text: 'a' }));
    expect(frontDesk.asked).toMatchObject([{ asker: { manages: true, timeZone: null } }]);
  });

  it('asks Slack again about a person whom it could not tell of just now', async () => {
    await start();
    slack.fault({ method: 'users.info', kind: 'rate limit', retryAfter: 1 });
    await first(await slack.command({ name: '/echo', text: 'a' }));
    await first(await slack.command({ name: '/echo', text: 'b' }));
    const zones = frontDesk.asked.map(({ asker }) => asker.timeZone);
    expect(zones).toEqual([null, 'Europe/Kyiv']);
  });

  it('acknowledges in time however long the answer and Slack itself take', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    frontDesk = createScriptedFrontDesk({ pause: () => held });
    await start();
    slack.fault({ method: 'users.info', kind: 'hang', when: 'before' });
    const outcome = await slack.command({ name: '/echo', text: 'late' });
    expect(outcome.shown).toEqual([]);
    release();
    expect((await first(outcome)).text).toBe('late');
  });

  it('opens a form and answers while a hundred posts hang', async () => {
    const { sender } = await start();
    slack.fault({ method: 'chat.postMessage', kind: 'hang', when: 'before', times: 120 });
    const [payload] = sender.render({ tone: 'routine', summary: 'News', blocks: [] });
    const posts = Array.from({ length: 120 }, (_, at) => {
      const channel = { platform: 'slack', workspace: 'T0DESK', id: 'C0NEWS', name: 'news' };
      const parcel = { delivery: `d${at}`, page: 0, channel, payload, first: null, triedAt: null };
      return sender.post(parcel).catch(() => null);
    });
    await vi.waitFor(() =>
      expect(slack.workspace.calls.filter((call) => call === 'chat.postMessage')).toHaveLength(100),
    );
    await slack.command({ name: '/report' });
    await vi.waitFor(() => expect(slack.workspace.views).toHaveLength(1), { timeout: 2_000 });
    expect(await first(await slack.command({ name: '/echo', text: 'hello' }))).toMatchObject({ text: 'hello' });
    await slack.close();
    await Promise.all(posts);
  });

  it('answers a redelivered envelope once', async () => {
    await start();
    await first(await slack.command({ name: '/echo', text: 'once', again: true }));
    await first(await slack.command({ name: '/echo', text: 'next' }));
    expect(frontDesk.asked.map(({ input }) => input)).toEqual(['once', 'next']);
    expect(slack.posts('C0NEWS')).toHaveLength(2);
  });

  it('shows an answer of many pages through the response_url and then through the Web API', async () => {
    await start();
    const outcome = await slack.command({ name: '/long', text: '300' });
    await vi.waitFor(() => expect(slack.posts('C0NEWS').at(-1)?.text).toMatch(/^Page (\d+) of \1\n/), {
      timeout: 10_000,
    });
    expect(outcome.uses).toBe(4);
    expect(slack.posts('C0NEWS').length).toBeGreaterThan(5);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('says that it cannot show the rest where the bot may not post', async () => {
    await start();
    const outcome = await slack.command({ name: '/long', text: '300', channel: 'C0OTHER' });
    const messages = await shown(outcome, 5);
    expect(messages[4]).toMatchObject({ onlyFor: 'U0ANN' });
    expect(messages[4]?.text).toMatch(/^Only 4 of \d+ pages .* Invite me/);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('keeps hostile words literal on the way there and back', async () => {
    await start();
    const typed = '&lt;!channel&gt; <@U0ANN|ann> <#C0NEWS|news> <https://evil.example|bank> *b* @everyone';
    const answer = await first(await slack.command({ name: '/echo', text: typed }));
    expect(frontDesk.asked[0]?.input).toBe('<!channel> @ann #news https://evil.example *b* @everyone');
    expect(answer.text).toBe('&lt;!channel&gt; @ann #news https://evil.example *b* @everyone');
    expect(slack.workspace.failures).toEqual([]);
  });
});

describe('buttons', () => {
  it('answer the presser alone, and page within an answer of ones own', async () => {
    await start();
    const shared = await first(await slack.command({ name: '/pages' }));
    const own = await first(await slack.click({ message: shared, label: 'Older' }));
    expect(own).toMatchObject({ onlyFor: 'U0ANN', text: 'Page 2\nThis is page 2.' });
    expect(shared.text).toBe('Page 1\nThis is page 1.');
    const turned = await first(await slack.click({ message: own, label: 'Older' }));
    expect(turned.ts).toBe(own.ts);
    expect(own.text).toBe('Page 3\nThis is page 3.');
    expect(slack.posts('C0NEWS')).toHaveLength(1);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('that open an address are acknowledged and ask nothing', async () => {
    await start();
    const message = await first(await slack.command({ name: '/echo', text: 'hi' }));
    const pressed = await slack.click({ message, label: 'Site' });
    expect(pressed.ack ?? {}).toEqual({});
    expect(frontDesk.asked).toHaveLength(1);
  });

  it('of a delivered post work as well, and leave it as it is', async () => {
    const { sender } = await start();
    const channel = { platform: 'slack', workspace: 'T0DESK', id: 'C0NEWS', name: 'news' };
    const answer = await frontDesk.ask({
      command: 'pages',
      input: '',
      asker: { platform: 'slack', workspace: '', id: '', name: '', manages: true, roles: [], timeZone: null },
      channel,
    });
    const [payload] = sender.render(answer.message);
    await sender.post({ delivery: 'd', page: 0, channel, payload, first: null, triedAt: null });
    const [post] = slack.posts('C0NEWS');
    if (post === undefined) throw new Error('nothing was posted');
    expect(await first(await slack.click({ message: post, label: 'Older' }))).toMatchObject({ onlyFor: 'U0ANN' });
    expect(post.text).toBe('Page 1\nThis is page 1.');
  });
});

describe('forms', () => {
  async function opened(name = '/report', text = 'level:flash') {
    const outcome = await slack.command({ name, text });
    await vi.waitFor(() => expect(slack.workspace.views).toHaveLength(1), { timeout: 5_000 });
    const [view] = slack.workspace.views;
    if (view === undefined) throw new Error('no form was opened');
    return { outcome, view };
  }

  it('ask for what was left out, and answer where the command was typed', async () => {
    await start();
    const { outcome, view } = await opened();
    expect(frontDesk.asked).toEqual([]);
    expect(view.view.blocks).toMatchObject([
      { block_id: 'headline', optional: false, element: { type: 'plain_text_input', min_length: 3, max_length: 80 } },
      { block_id: 'level', element: { type: 'static_select', initial_option: { value: 'flash' } } },
      { block_id: 'known', optional: true, element: { multiline: true } },
    ]);
    const sent = await slack.submit({ view, values: { headline: 'Blast', known: 'one\ntwo' } });
    expect(sent.ack ?? {}).toEqual({});
    expect(await first(outcome)).toMatchObject({ onlyFor: 'U0ANN', text: 'Filed\nflash: Blast (one\ntwo)' });
    expect(slack.workspace.failures).toEqual([]);
  });

  it('open in time while Slack does not say who is in a group', async () => {
    slack.workspace.scopes.push('usergroups:read');
    slack.fault({ method: 'usergroups.users.list', kind: 'hang', when: 'before' });
    await start({}, ['S0EDIT']);
    await opened();
  });

  it('stay open with what is wrong, so that nothing typed is lost', async () => {
    await start();
    const { view } = await opened();
    const sent = await slack.submit({ view, values: { headline: 'ab' } });
    expect(sent.ack).toMatchObject({ response_action: 'errors', errors: { headline: expect.stringContaining('3') } });
  });

  it('show what the command fills in, and carry hidden what they do not show', async () => {
    await start();
    const { outcome, view } = await opened('/settings', 'change id:s1 topics:military');
    expect(view.view.blocks).toMatchObject([
      { block_id: 'at', element: { type: 'plain_text_input', initial_value: '07:30' } },
      { block_id: 'topics', element: { initial_value: 'military' } },
      { block_id: 'zone', element: { initial_value: 'Europe/Kyiv' } },
      { block_id: 'limit', element: { type: 'number_input', initial_value: '5' } },
      { block_id: 'alerts', element: { type: 'static_select', initial_option: { value: 'false' } } },
      { block_id: 'level', optional: true, element: { initial_option: { value: 'flash' } } },
    ]);
    await slack.submit({ view, values: { at: '09:15' } });
    expect(await first(outcome)).toMatchObject({ text: 'Settings\nchange s1 09:15 5 false' });
    const prefilled = { at: '09:15', zone: 'Europe/Kyiv', limit: '5', alerts: 'false', level: 'flash' };
    expect(frontDesk.asked).toMatchObject([
      { input: { action: 'change', id: 's1', topics: 'military', ...prefilled }, channel: { id: 'C0NEWS' } },
    ]);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('show what is wrong at the field that it names', async () => {
    await start();
    const { view } = await opened('/settings', 'change id:s1');
    const sent = await slack.submit({ view, values: { limit: '99' } });
    expect(sent.ack).toEqual({ response_action: 'errors', errors: { limit: expect.stringContaining('1 to 25') } });
  });

  it('give way to the answer where more was typed than they can carry', async () => {
    await start();
    const outcome = await slack.command({ name: '/settings', text: `change id:${'x'.repeat(3_000)}` });
    expect((await first(outcome)).text).toContain('id takes text of at most 40 characters');
    expect(slack.workspace.calls).not.toContain('views.open');
  });

  it('give way to the answer when Slack does not open them', async () => {
    await start();
    slack.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' });
    expect((await first(await slack.command({ name: '/report' }))).text).toContain('headline');
  });
});

describe('HTTP', () => {
  it('takes signed requests and refuses all others', async () => {
    const { signingSecret } = slack;
    const { describe: words } = await start({ appToken: null, signingSecret, http: { host: '127.0.0.1', port: 0 } });
    const url = /over HTTP on (\S+)$/.exec(words)?.[1] ?? '';
    slack.deliverTo({ url });
    const shared = await first(await slack.command({ name: '/pages' }));
    expect(await first(await slack.click({ message: shared, label: 'Older' }))).toMatchObject({ onlyFor: 'U0ANN' });
    slack.deliverTo({ url, secret: 'wrong' });
    await expect(slack.command({ name: '/echo', text: 'forged' })).rejects.toThrow('HTTP 401');
    slack.deliverTo({ url, at: Date.now() - 600_000 });
    await expect(slack.command({ name: '/echo', text: 'old' })).rejects.toThrow('HTTP 401');
    expect(frontDesk.asked.map(({ command }) => command)).toEqual(['pages', 'pages']);
  });
});
