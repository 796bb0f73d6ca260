import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type SlackStandIn, startSlackStandIn } from './stand-in.ts';

let slack: SlackStandIn;

beforeEach(async () => {
  slack = await startSlackStandIn();
});
afterEach(async () => {
  await slack.close();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(method: string, args: Record<string, string> = {}, { url, workspace } = slack): Promise<Answer> {
  const token = method === 'apps.connections.open' ? workspace.appToken : workspace.botToken;
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(url + method, { method: 'POST', headers, body: new URLSearchParams(args) });
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : { text };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

const post = (channel = 'C0NEWS', text = 'Hello'): Promise<Answer> => call('chat.postMessage', { channel, text });
const said = async (answer: Promise<Answer>): Promise<unknown> => (await answer).body.error ?? 'ok';

function add(id: string): void {
  slack.workspace.channels.set(id, { id, name: id, isPrivate: false, isArchived: false, isMember: true });
}

describe('rate limits', () => {
  it('hold a channel and the workspace to their posts, and store nothing beyond', async () => {
    add('C0TWO');
    add('C0THREE');
    slack.enforce({ channel: { requests: 1, perMs: 60_000 }, workspace: { requests: 2, perMs: 30_000 } });
    expect(await said(post('C0NEWS'))).toBe('ok');
    const refused = await post('C0NEWS');
    expect(refused).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(Number(refused.retryAfter)).toBe(60);
    expect(await said(post('C0TWO'))).toBe('ok');
    expect(await post('C0THREE')).toMatchObject({ status: 429, retryAfter: '30' });
    expect(slack.workspace.messages.map(({ channel }) => channel)).toEqual(['C0NEWS', 'C0TWO']);
    expect(slack.workspace.rateLimited).toEqual(['chat.postMessage', 'chat.postMessage']);
  });

  it('count each look-up by itself, and nothing else', async () => {
    const { body } = await post();
    slack.enforce({ lookUps: { requests: 1, perMs: 60_000 } });
    const replies = { channel: 'C0NEWS', ts: String(body.ts) };
    expect(await said(call('conversations.history', { channel: 'C0NEWS' }))).toBe('ok');
    expect(await said(call('conversations.replies', replies))).toBe('ok');
    expect(await said(call('conversations.history', { channel: 'C0NEWS' }))).toBe('ratelimited');
    expect(await said(call('conversations.replies', replies))).toBe('ratelimited');
    expect(await said(call('conversations.info', { channel: 'C0NEWS' }))).toBe('ok');
    expect(await said(post())).toBe('ok');
  });

  it('let through again what their window has passed', async () => {
    slack.enforce({ channel: { requests: 1, perMs: 200 } });
    expect(await said(post())).toBe('ok');
    expect(await said(post())).toBe('ratelimited');
    await sleep(210);
    expect(await said(post())).toBe('ok');
  });
});

describe('several workspaces', () => {
  it('stand side by side, each with its own tokens', async () => {
    const other = await startSlackStandIn({ team: { id: 'T0OTHER', name: 'Other' }, botToken: 'xoxb-other' });
    expect((await call('auth.test', {}, other)).body).toMatchObject({ ok: true, team_id: 'T0OTHER', team: 'Other' });
    expect((await call('auth.test')).body).toMatchObject({ ok: true, team_id: 'T0DESK' });
    const crossed = { ...other, url: slack.url };
    expect(await said(call('auth.test', {}, crossed))).toBe('invalid_auth');
    await other.close();
  });
});

describe('direct messages', () => {
  it('are posted only where a conversation was opened, and read only with their scope', async () => {
    expect(await said(post('U0ANN'))).toBe('channel_not_found');
    expect(await said(post('D0ANN'))).toBe('channel_not_found');
    expect((await call('conversations.open', { users: 'U0ANN' })).body).toMatchObject({ channel: { id: 'D0ANN' } });
    expect(await said(post('D0ANN'))).toBe('ok');
    const history = () => call('conversations.history', { channel: 'D0ANN' });
    expect((await history()).body).toMatchObject({ messages: [{ text: 'Hello' }] });
    slack.workspace.scopes = slack.workspace.scopes.filter((scope) => scope !== 'im:history');
    expect((await history()).body).toMatchObject({ error: 'missing_scope', needed: 'im:history' });
  });
});

it('tells who is in a user group that there is, with the scope alone', async () => {
  slack.workspace.groups.set('S0EDIT', ['U0ANN']);
  const list = (usergroup: string) => call('usergroups.users.list', { usergroup });
  expect((await list('S0EDIT')).body).toMatchObject({ error: 'missing_scope', needed: 'usergroups:read' });
  slack.workspace.scopes.push('usergroups:read');
  expect((await list('S0EDIT')).body).toEqual({ ok: true, users: ['U0ANN'] });
  expect(await said(list('S0GONE'))).toBe('no_such_subteam');
});

it('refuses to edit what stands in a channel that takes no edits', async () => {
  const { body } = await post();
  const edit = () => said(call('chat.update', { channel: 'C0NEWS', ts: String(body.ts), text: 'Bye' }));
  expect(await edit()).toBe('ok');
  Object.assign(slack.workspace.channels.get('C0NEWS') ?? {}, { refusesEdits: 'edit_window_closed' });
  expect(await edit()).toBe('edit_window_closed');
  expect(slack.posts('C0NEWS')).toMatchObject([{ text: 'Bye', sent: { text: 'Hello' } }]);
});

describe('the weather', () => {
  it('is asked about every call, after the faults that were ordered', async () => {
    const asked: string[] = [];
    slack.weather((method) => {
      asked.push(method);
      return { kind: 'status', status: 500 };
    });
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'fatal_error' });
    expect(await said(post())).toBe('fatal_error');
    expect((await post()).status).toBe(500);
    expect((await call('auth.test')).status).toBe(500);
    expect(asked).toEqual(['chat.postMessage', 'auth.test']);
    slack.weather(null);
    expect(await said(post())).toBe('ok');
  });

  it('destroys answers before or after the call took effect, and tells which', async () => {
    slack.weather(() => ({ kind: 'status', status: 503, when: 'before' }));
    expect((await post('C0NEWS', 'one')).status).toBe(503);
    slack.weather(() => ({ kind: 'status', status: 503, when: 'after' }));
    expect((await post('C0NEWS', 'two')).status).toBe(503);
    slack.weather(() => ({ kind: 'reset', when: 'before' }));
    await expect(post('C0NEWS', 'three')).rejects.toThrow();
    slack.weather(() => ({ kind: 'reset', when: 'after' }));
    await expect(post('C0NEWS', 'four')).rejects.toThrow();
    slack.weather(() => ({ kind: 'error', error: 'internal_error', when: 'after' }));
    expect(await said(post('C0NEWS', 'five'))).toBe('internal_error');
    const texts = slack.posts('C0NEWS').map(({ text }) => text);
    expect(texts).toEqual(['two', 'four', 'five']);
    expect(slack.workspace.lostAnswers).toMatchObject(
      slack.posts('C0NEWS').map(({ ts }) => ({ call: 'chat.postMessage', answer: { ts } })),
    );
  });

  it('brings rate limits with and without their header', async () => {
    slack.weather(() => ({ kind: 'rate limit', retryAfter: 7 }));
    expect(await post()).toMatchObject({ status: 429, retryAfter: '7' });
    slack.weather(() => ({ kind: 'rate limit', retryAfter: null }));
    expect(await post()).toMatchObject({ status: 429, retryAfter: null });
    expect(slack.workspace.rateLimited).toEqual([]);
  });

  it('reaches the response addresses too', async () => {
    const socket = await connect();
    socket.on('message', (data) => acknowledge(socket, String(data)));
    const url = new Promise<string>((resolve) => {
      socket.on('message', (data) => resolve(JSON.parse(String(data)).payload?.response_url));
    });
    const outcome = await slack.command({ name: '/sitrep' });
    slack.weather((method) => (method === 'response_url' ? { kind: 'status', status: 502, when: 'after' } : null));
    const answer = await fetch(await url, { method: 'POST', body: JSON.stringify({ text: 'Hello' }) });
    expect(answer.status).toBe(502);
    expect(outcome.shown).toMatchObject([{ text: 'Hello' }]);
  });

  it('leaves no call hanging when the stand-in ends', async () => {
    slack.weather(() => ({ kind: 'hang', when: 'after' }));
    const hanging = post().then(
      () => 'answered',
      () => 'closed',
    );
    await expect.poll(() => slack.posts('C0NEWS')).toHaveLength(1);
    await slack.close();
    expect(await hanging).toBe('closed');
  });
});

describe('an envelope', () => {
  it('is taken back when its connection ends, which nobody is blamed for', async () => {
    const socket = await connect();
    socket.on('message', () => socket.terminate());
    await expect(slack.command({ name: '/sitrep' })).rejects.toThrow('the connection ended before');
    expect(slack.workspace.failures).toEqual([]);
  });

  it('comes again over another connection, where there is one', async () => {
    const seen: string[] = [];
    for (const name of ['one', 'two']) {
      const socket = await connect();
      socket.on('message', (data) => {
        seen.push(name);
        acknowledge(socket, String(data));
      });
    }
    await slack.command({ name: '/sitrep', again: true });
    expect(seen).toEqual(['one', 'two']);
  });

  it('is to be acknowledged within three seconds, and comes again where it is asked for', async () => {
    const socket = await connect();
    const attempts: unknown[] = [];
    socket.on('message', (data) => {
      attempts.push(JSON.parse(String(data)).retry_attempt);
      acknowledge(socket, String(data));
    });
    await slack.command({ name: '/sitrep', again: true });
    expect(attempts).toEqual([undefined, 1]);
    socket.removeAllListeners('message');
    await expect(slack.command({ name: '/sitrep' })).rejects.toThrow('operation_timeout');
    expect(slack.workspace.failures).toEqual(['no acknowledgement within 3000 ms']);
  });
});

/** A connection of Socket Mode that has been greeted. */
async function connect(): Promise<WebSocket> {
  const { body } = await call('apps.connections.open');
  const socket = new WebSocket(String(body.url));
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

const acknowledge = (socket: WebSocket, data: string): void =>
  socket.send(JSON.stringify({ envelope_id: JSON.parse(data).envelope_id }));
