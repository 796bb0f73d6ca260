import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Parcel, SendFailure } from '../../../src/delivery/sender.ts';
import { paragraph } from '../../../src/message/build.ts';
import { directChannel } from '../../../src/news/channel.ts';
import { createSlackClient } from '../../../src/platform/slack/client.ts';
import { sdkLog } from '../../../src/platform/slack/sdk-log.ts';
import { createSlackSender } from '../../../src/platform/slack/sender.ts';
import { gallery } from '../../support/gallery.ts';
import { monsters } from '../../support/monsters.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack/stand-in.ts';

const log = pino({ level: 'silent' });
const news = { platform: 'slack', workspace: 'T0DESK', id: 'C0NEWS', name: 'news' };
const message = { tone: 'routine' as const, summary: 'Hello', blocks: [paragraph('Hello world')] };

let slack: SlackStandIn;

beforeEach(async () => {
  slack = await startSlackStandIn();
});

afterEach(async () => {
  await slack.close();
});

function sender({
  url = slack.url,
  token = slack.workspace.botToken,
  timeout = 10_000,
  clock = Date.now as () => number,
} = {}) {
  const client = createSlackClient({ token, apiUrl: url, logger: sdkLog(log), timeout });
  return createSlackSender({ client, clock, log });
}

const parcel = (given: Partial<Parcel> = {}): Parcel => ({
  delivery: 'd1',
  page: 0,
  channel: news,
  payload: sender().render(message)[0],
  first: null,
  triedAt: Date.now(),
  ...given,
});

async function failure(given: Partial<Parcel>, through = sender()): Promise<SendFailure> {
  const error: unknown = await through.post(parcel(given)).then(
    (receipt) => `posted ${receipt}`,
    (reason) => reason,
  );
  if (!(error instanceof SendFailure)) throw new Error(`expected a SendFailure, not ${error}`);
  return error;
}

describe('post', () => {
  it('returns the ts as receipt, marks the post, and neither unfurls nor parses', async () => {
    const receipt = await sender().post(parcel());
    const [post] = slack.posts('C0NEWS');
    expect(receipt).toBe(post?.ts);
    expect(post?.text).toBe('Hello\nHello world');
    expect(post?.metadata).toEqual({ event_type: 'sitrep_delivery', event_payload: { id: 'd1', page: 0 } });
    expect(post?.sent).toMatchObject({ unfurl_links: false, unfurl_media: false, parse: 'none' });
    expect(slack.workspace.failures).toEqual([]);
  });

  it('posts the pages after the first into its thread', async () => {
    const many = gallery.find(({ name }) => name === 'too many')?.message ?? message;
    const pages = sender().render(many);
    expect(pages.length).toBeGreaterThan(1);
    let first: string | null = null;
    for (const [page, payload] of pages.entries()) {
      const receipt = await sender().post(parcel({ page, payload, first }));
      first ??= receipt;
    }
    const posts = slack.posts('C0NEWS');
    expect(posts.map(({ threadTs }) => threadTs)).toEqual([null, ...pages.slice(1).map(() => first)]);
    expect(slack.workspace.failures).toEqual([]);
  });

  it.each(gallery)('is accepted with every page of the gallery: $name', async ({ message: shown }) => {
    for (const payload of sender().render(shown)) await sender().post(parcel({ payload }));
    expect(slack.workspace.failures).toEqual([]);
  });

  it.each(monsters)('is accepted however long a message is: $name', async ({ message: shown }) => {
    for (const payload of sender().render(shown)) await sender().post(parcel({ payload }));
    expect(slack.posts('C0NEWS').every(({ blocks }) => blocks.length > 0)).toBe(true);
    expect(slack.workspace.failures).toEqual([]);
  });

  it('never tries twice by itself', async () => {
    for (const fault of [
      { kind: 'status', status: 503 },
      { kind: 'reset', when: 'after' },
      { kind: 'rate limit', retryAfter: 1 },
    ] as const) {
      slack.workspace.calls.length = 0;
      slack.fault({ method: 'chat.postMessage', ...fault });
      await failure({});
      expect(slack.workspace.calls).toEqual(['chat.postMessage']);
    }
  });

  it('posts the words alone where Slack refuses the blocks', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'invalid_blocks' });
    await sender().post(parcel());
    expect(slack.posts('C0NEWS')).toMatchObject([{ text: 'Hello\nHello world', blocks: [] }]);
  });

  it('is blocked where somebody has to mend something first, and names the step', async () => {
    const to = (id: string, name: string) => ({ channel: { ...news, id, name } });
    const outside = await failure(to('C0OTHER', 'other'));
    expect(outside).toMatchObject({ kind: 'blocked', scope: 'channel' });
    expect(outside.message).toContain('Type "/invite @Sitrep" there');
    expect((await failure(to('G0SECRET', 'secret'))).message).toContain('/invite @Sitrep');
    const old = await failure(to('C0OLD', 'old'));
    expect(old).toMatchObject({ kind: 'blocked', scope: 'channel' });
    expect(old.message).toContain('#old is archived');
    slack.workspace.scopes = ['commands'];
    const unscoped = await failure({});
    expect(unscoped).toMatchObject({ kind: 'blocked', scope: 'workspace' });
    expect(unscoped.message).toContain('lacks the scope chat:write.');
  });

  it.each([
    ['a rate limit', { kind: 'rate limit', retryAfter: 7 }, 'busy', 'workspace', 7_000],
    ['the word ratelimited', { kind: 'error', error: 'ratelimited' }, 'busy', 'workspace', null],
    ['the workspace quota', { kind: 'error', error: 'message_limit_exceeded' }, 'busy', 'workspace', 3_600_000],
    ['a posting policy', { kind: 'error', error: 'restricted_action_read_only_channel' }, 'blocked', 'channel', null],
    ['a locked thread', { kind: 'error', error: 'restricted_action_thread_locked' }, 'refused', 'workspace', null],
    ['a missing right', { kind: 'error', error: 'no_permission' }, 'blocked', 'channel', null],
    ['a token of another kind', { kind: 'error', error: 'not_allowed_token_type' }, 'blocked', 'workspace', null],
    ['a message that is too long', { kind: 'error', error: 'msg_too_long' }, 'refused', 'workspace', null],
    ['an error unknown here', { kind: 'error', error: 'something_new' }, 'refused', 'workspace', null],
    ['internal_error', { kind: 'error', error: 'internal_error' }, 'uncertain', 'workspace', null],
    ['HTTP 503', { kind: 'status', status: 503 }, 'uncertain', 'workspace', null],
    ['a reset before', { kind: 'reset', when: 'before' }, 'uncertain', 'workspace', null],
    ['a reset after', { kind: 'reset', when: 'after' }, 'uncertain', 'workspace', null],
    ["a proxy's page", { kind: 'page' }, 'uncertain', 'workspace', null],
  ] as const)('%s is told from the others', async (_, fault, kind, scope, retryAfter) => {
    slack.fault({ method: 'chat.postMessage', ...fault });
    const error = await failure({});
    expect(error).toMatchObject({ kind, retryAfter, scope });
    expect(error.message).toMatch(/^[A-Z#].*\.\)?$/);
  });

  it('turns to no channel whose id is none of Slack, and sends nothing', async () => {
    for (const id of ['1234567890123456789', 'news', '', 'C0NEWS&x=1', '@1234567890123456789']) {
      const channel = { ...news, id };
      const error = await failure({ channel });
      expect(error).toMatchObject({ kind: 'blocked', scope: 'channel' });
      expect(error.message).toContain('is not the id of a channel on Slack');
      expect(await sender().obstacle(channel)).toBe(error.message);
      expect(await sender().find(parcel({ channel }))).toBe('absent');
    }
    expect(slack.workspace.calls).toEqual([]);
  });

  it('calls an answer that does not come uncertain, and a Slack that is not there busy', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'hang', when: 'after' });
    expect(await failure({}, sender({ timeout: 100 }))).toMatchObject({ kind: 'uncertain' });
    const gone = await startSlackStandIn();
    await gone.close();
    expect(await failure({}, sender({ url: gone.url }))).toMatchObject({ kind: 'busy' });
  });
});

describe('find', () => {
  it('finds the post whose answer was lost, and only that', async () => {
    await sender().post(parcel({ delivery: 'other' }));
    slack.fault({ method: 'chat.postMessage', kind: 'reset', when: 'after' });
    await failure({ delivery: 'lost' });
    const [, lost] = slack.posts('C0NEWS');
    expect(await sender().find(parcel({ delivery: 'lost' }))).toEqual({ receipt: lost?.ts });
    slack.fault({ method: 'chat.postMessage', kind: 'reset', when: 'before' });
    await failure({ delivery: 'never' });
    expect(await sender().find(parcel({ delivery: 'never' }))).toBe('absent');
  });

  it('finds a later page in the thread of the first', async () => {
    const first = await sender().post(parcel());
    slack.fault({ method: 'chat.postMessage', kind: 'hang', when: 'after' });
    await failure({ page: 1, first }, sender({ timeout: 100 }));
    const [, second] = slack.posts('C0NEWS');
    expect(await sender().find(parcel({ page: 1, first }))).toEqual({ receipt: second?.ts });
    expect(await sender().find(parcel({ page: 2, first }))).toBe('absent');
    expect(await sender().find(parcel({ page: 1, first: null }))).toBe('unknown');
  });

  it('reads on through a busy channel', async () => {
    const receipt = await sender().post(parcel());
    for (let index = 0; index < 250; index += 1) {
      slack.workspace.messages.push({ ...chatter, ts: (Number(receipt) + index / 1000).toFixed(6) });
    }
    expect(await sender().find(parcel())).toEqual({ receipt });
  });

  it('says that it cannot know where it cannot read', async () => {
    expect(await sender().find(parcel({ channel: { ...news, id: 'C0OTHER' } }))).toBe('unknown');
    expect(await sender().find(parcel({ channel: { ...news, id: 'G0SECRET' } }))).toBe('unknown');
    slack.workspace.scopes = ['chat:write'];
    expect(await sender().find(parcel())).toBe('unknown');
  });

  it('says so too where there is too much to read', async () => {
    for (let index = 0; index < 1_001; index += 1) {
      slack.workspace.messages.push({ ...chatter, ts: (Date.now() / 1_000 - index / 10_000).toFixed(6) });
    }
    expect(await sender().find(parcel())).toBe('unknown');
  });

  it.each([
    ['a rate limit', { kind: 'rate limit', retryAfter: 3 }, 3_000],
    ['the word ratelimited', { kind: 'error', error: 'ratelimited' }, null],
    ['internal_error', { kind: 'error', error: 'internal_error' }, null],
    ['HTTP 503', { kind: 'status', status: 503 }, null],
    ['a reset', { kind: 'reset', when: 'before' }, null],
  ] as const)('asks to come back later after %s, and holds up no other channel', async (_, fault, retryAfter) => {
    slack.fault({ method: 'conversations.history', ...fault });
    const error: unknown = await sender()
      .find(parcel())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'SendFailure', kind: 'busy', scope: 'channel', retryAfter });
  });

  it.each([
    ['was an hour ahead when it posted', 3_600_000, 0],
    ['was an hour behind when it posted', -3_600_000, 0],
    ['is an hour behind when it looks', 0, -3_600_000],
    ['was nearly two hours ahead and is as much behind', 7_100_000, -7_100_000],
  ])('finds its post with a clock that %s', async (_, posting, looking) => {
    const receipt = await sender({ clock: () => Date.now() + posting }).post(parcel());
    const later = sender({ clock: () => Date.now() + looking });
    expect(await later.find(parcel({ triedAt: Date.now() + posting }))).toEqual({ receipt });
  });
});

describe('a refused token', () => {
  it('blocks the workspace once Slack has confirmed it, for a post and for a look-up', async () => {
    const wrong = sender({ token: 'xoxb-wrong' });
    const error = await failure({}, wrong);
    expect(error).toMatchObject({ kind: 'blocked', scope: 'workspace' });
    expect(error.message).toContain('SLACK_BOT_TOKEN');
    // What may have been posted is looked up once there is a token again.
    await expect(wrong.find(parcel())).rejects.toMatchObject({ kind: 'busy' });
    expect(await wrong.obstacle(news)).toBe(error.message);
    expect(slack.workspace.calls.filter((method) => method === 'auth.test')).toHaveLength(1);
  });

  it('is a slip where Slack takes the token a moment later', async () => {
    const through = sender();
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'invalid_auth' });
    expect(await failure({}, through)).toMatchObject({ kind: 'busy', scope: 'workspace', retryAfter: 3_000 });
    slack.fault({ method: 'conversations.history', kind: 'error', error: 'token_expired' });
    await expect(through.find(parcel())).rejects.toMatchObject({ kind: 'busy' });
    slack.fault({ method: 'conversations.info', kind: 'error', error: 'invalid_auth' });
    expect(await through.obstacle(news)).toContain('Try again in a minute');
    await through.post(parcel());
  });

  it('is not believed where Slack cannot be asked', async () => {
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'account_inactive' });
    slack.fault({ method: 'auth.test', kind: 'status', status: 503 });
    expect(await failure({})).toMatchObject({ kind: 'busy', scope: 'workspace' });
  });

  it('is asked about once for many posts, and again after some seconds or when the clock was set back', async () => {
    let now = Date.now();
    const through = sender({ clock: () => now });
    const asked = (): number => slack.workspace.calls.filter((method) => method === 'auth.test').length;
    const refuse = async (): Promise<void> => {
      slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'invalid_auth', times: 10 });
      await Promise.all(Array.from({ length: 10 }, () => failure({}, through)));
    };
    await refuse();
    expect(asked()).toBe(1);
    now += 60_000;
    await refuse();
    expect(asked()).toBe(2);
    now -= 3_600_000;
    await refuse();
    expect(asked()).toBe(3);
  });
});

describe('direct messages', () => {
  const ann = directChannel({ platform: 'slack', workspace: 'T0DESK', id: 'U0ANN' });
  const count = (method: string): number => slack.workspace.calls.filter((called) => called === method).length;

  it('are opened once, posted to, and read back', async () => {
    const through = sender();
    expect(await through.obstacle(ann)).toBeNull();
    const receipt = await through.post(parcel({ channel: ann }));
    expect(slack.posts('D0ANN')).toMatchObject([{ ts: receipt }]);
    expect(await through.find(parcel({ channel: ann }))).toEqual({ receipt });
    expect(await through.find(parcel({ channel: ann, delivery: 'other' }))).toBe('absent');
    expect(count('conversations.open')).toBe(1);
    slack.workspace.scopes = ['chat:write', 'im:write'];
    expect(await through.find(parcel({ channel: ann }))).toBe('unknown');
    expect(slack.workspace.failures).toEqual([]);
  });

  it('are refused where nobody is there, and blocked where the app may not', async () => {
    const nobody = directChannel({ platform: 'slack', workspace: 'T0DESK', id: 'U0NOBODY' });
    const error = await failure({ channel: nobody });
    expect(error).toMatchObject({ kind: 'refused' });
    expect(error.message).toContain('Slack knows nobody with the id @U0NOBODY');
    expect(await sender().obstacle(nobody)).toBe(error.message);
    slack.workspace.scopes = ['chat:write'];
    const unscoped = await failure({ channel: ann });
    expect(unscoped).toMatchObject({ kind: 'blocked', scope: 'channel' });
    expect(unscoped.message).toContain('lacks the scope im:write.');
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'messages_tab_disabled' });
    slack.workspace.scopes = ['chat:write', 'im:write'];
    expect((await failure({ channel: ann })).message).toContain('Messages Tab');
  });

  it('that could not be opened for now were surely not posted', async () => {
    const through = sender();
    for (const fault of [
      { kind: 'reset', when: 'after' },
      { kind: 'status', status: 500 },
      { kind: 'rate limit', retryAfter: 2 },
    ] as const) {
      slack.fault({ method: 'conversations.open', ...fault });
      expect(await failure({ channel: ann }, through)).toMatchObject({ kind: 'busy', scope: 'channel' });
    }
    await through.post(parcel({ channel: ann }));
    expect(count('chat.postMessage')).toBe(1);
  });
});

describe('obstacle', () => {
  it('names what keeps the desk from posting', async () => {
    const at = (id: string, name: string) => sender().obstacle({ ...news, id, name });
    expect(await at('C0NEWS', 'news')).toBeNull();
    expect(await at('C0OTHER', 'other')).toContain('Type "/invite @Sitrep" there');
    expect(await at('C0OLD', 'old')).toContain('archived');
    expect(await at('G0SECRET', 'secret')).toContain('/invite');
    slack.fault({ method: 'conversations.info', kind: 'status', status: 503 });
    expect(await at('C0NEWS', 'news')).toContain('Try again in a minute');
    slack.workspace.channels.set('C0RO', {
      ...{ id: 'C0RO', name: 'read-only', isPrivate: false, isArchived: false, isMember: true },
      isReadOnly: true,
    });
    expect(await at('C0RO', 'read-only')).toContain('Only some members may post in #read-only');
    slack.workspace.scopes = ['channels:read'];
    expect(await at('C0NEWS', 'news')).toContain('lacks the scope chat:write');
    slack.workspace.scopes = ['chat:write'];
    expect(await at('C0NEWS', 'news')).toBeNull();
    expect(slack.workspace.failures).toEqual([]);
  });
});

const chatter = {
  channel: 'C0NEWS',
  threadTs: null,
  onlyFor: null,
  text: 'chatter',
  blocks: [],
  metadata: null,
  sent: {},
};
