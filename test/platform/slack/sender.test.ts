import { describe, expect, it } from 'vitest';
import { gallery } from '../../support/gallery.ts';
import { monsters } from '../../support/monsters.ts';
import { startSlackStandIn } from '../../support/slack/stand-in.ts';
import { failure, message, news, parcel, sender, slack } from './sending.ts';

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
