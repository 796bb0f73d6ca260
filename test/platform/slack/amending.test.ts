import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../../src/delivery/sender.ts';
import { paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { hostileText } from '../../support/gallery.ts';
import { readSlack } from '../../support/slack/live.ts';
import type { Shown } from '../../support/slack/workspace.ts';
import { failure, failureOf, news, parcel, sender, slack } from './sending.ts';

const said = (words: string): Message => ({ tone: 'routine', summary: words, blocks: [paragraph(words)] });
const saying = (words: string): Partial<Parcel> => ({ delivery: 'd2', payload: sender().render(said(words))[0] });
const words = (): readonly string[] => slack.posts('C0NEWS').map(({ text }) => text);
const theOnly = (): Shown => {
  const [post, ...more] = slack.posts('C0NEWS');
  if (post === undefined || more.length > 0) throw new Error(`${more.length + 1} messages stand there`);
  return post;
};

describe('edit', () => {
  it('puts other words and blocks in place of those that stand there, and keeps the mark', async () => {
    const receipt = await sender().post(parcel());
    await sender().edit(parcel(saying('Goodbye')), receipt);
    const post = theOnly();
    expect(post).toMatchObject({ ts: receipt, text: 'Goodbye', metadata: { event_payload: { id: 'd1' } } });
    expect(readSlack(post).shown).toContain('Goodbye');
    expect(readSlack(post).shown).not.toContain('Hello');
    expect(slack.workspace.failures).toEqual([]);
  });

  it('brings no mention, link or emoji alive', async () => {
    const receipt = await sender().post(parcel());
    await sender().edit(parcel(saying(`${hostileText} <!channel> <@U0ANN>`)), receipt);
    expect(readSlack(theOnly()).alive).toEqual([]);
    // Slack links names in an edit that does not say otherwise.
    expect(theOnly().edited?.args).toMatchObject({ parse: 'none' });
    expect(slack.workspace.failures).toEqual([]);
  });

  it('puts the words alone there where Slack refuses the blocks', async () => {
    const receipt = await sender().post(parcel());
    slack.fault({ method: 'chat.update', kind: 'error', error: 'invalid_blocks' });
    await sender().edit(parcel(saying('Goodbye')), receipt);
    expect(theOnly()).toMatchObject({ text: 'Goodbye', blocks: [] });
  });

  it.each([
    ['a rate limit', { kind: 'rate limit', retryAfter: 7 }, 'busy', 'workspace', 7_000],
    ['the word ratelimited', { kind: 'error', error: 'ratelimited' }, 'busy', 'workspace', null],
    ['an edit that comes too late', { kind: 'error', error: 'edit_window_closed' }, 'fixed', 'channel', null],
    ['an edit that Slack never allows', { kind: 'error', error: 'cant_update_message' }, 'fixed', 'channel', null],
    ['blocks of another kind', { kind: 'error', error: 'block_mismatch' }, 'fixed', 'channel', null],
    ['a message that is too long', { kind: 'error', error: 'msg_too_long' }, 'refused', 'workspace', null],
    ['internal_error', { kind: 'error', error: 'internal_error' }, 'uncertain', 'workspace', null],
    ['HTTP 503', { kind: 'status', status: 503 }, 'uncertain', 'workspace', null],
    ['a reset before', { kind: 'reset', when: 'before' }, 'uncertain', 'workspace', null],
    ['a reset after', { kind: 'reset', when: 'after' }, 'uncertain', 'workspace', null],
  ] as const)('%s is told from the others, and nothing is tried twice', async (_, fault, kind, scope, retryAfter) => {
    const receipt = await sender().post(parcel());
    slack.workspace.calls.length = 0;
    slack.fault({ method: 'chat.update', ...fault });
    const error = await failureOf(sender().edit(parcel(saying('Goodbye')), receipt));
    expect(error).toMatchObject({ kind, scope, retryAfter });
    expect(error.message).toMatch(/^[A-Z#].*\.\)?$/);
    expect(slack.workspace.calls).toEqual(['chat.update']);
  });

  it('comes too late where the message is gone', async () => {
    const receipt = await sender().post(parcel());
    slack.workspace.messages.length = 0;
    expect(await failureOf(sender().edit(parcel(), receipt))).toMatchObject({ kind: 'fixed' });
  });

  it('is blocked where somebody has to mend something first', async () => {
    const receipt = await sender().post(parcel());
    Object.assign(slack.workspace.channels.get('C0NEWS') ?? {}, { isArchived: true });
    const archived = await failureOf(sender().edit(parcel(), receipt));
    expect(archived).toMatchObject({ kind: 'blocked', scope: 'channel' });
    expect(archived.message).toContain('#news is archived');
    slack.workspace.scopes = [];
    const unscoped = await failureOf(sender().edit(parcel(), receipt));
    expect(unscoped).toMatchObject({ kind: 'blocked', scope: 'workspace' });
    expect(unscoped.message).toContain('chat:write');
  });

  it('is held back by a limit of its own, which holds up no post', async () => {
    const receipt = await sender().post(parcel());
    slack.enforce({ edits: { requests: 1, perMs: 60_000 } });
    await sender().edit(parcel(saying('One')), receipt);
    const error = await failureOf(sender().edit(parcel(saying('Two')), receipt));
    expect(error).toMatchObject({ kind: 'busy', retryAfter: 60_000 });
    await sender().post(parcel({ delivery: 'd3' }));
    expect(words()).toEqual(['One', 'Hello\nHello world']);
  });
});

describe('a reply', () => {
  it('stands in the thread of its message, and in the channel too where everybody is to see it', async () => {
    const above = await sender().post(parcel());
    await sender().post(parcel({ ...saying('Quiet'), below: { receipt: above, aloud: false } }));
    await sender().post(parcel({ ...saying('Loud'), below: { receipt: above, aloud: true } }));
    const [, quiet, loud] = slack.posts('C0NEWS');
    expect([quiet?.threadTs, loud?.threadTs]).toEqual([above, above]);
    expect(quiet?.sent).not.toHaveProperty('reply_broadcast');
    expect(loud?.sent).toMatchObject({ reply_broadcast: true });
    expect(slack.workspace.failures).toEqual([]);
  });

  it('has its later pages in that thread, not below itself', async () => {
    const above = await sender().post(parcel());
    const below = { receipt: above, aloud: false };
    const first = await sender().post(parcel({ ...saying('One'), below }));
    await sender().post(parcel({ ...saying('Two'), page: 1, first, below }));
    expect(slack.posts('C0NEWS').map(({ threadTs }) => threadTs)).toEqual([null, above, above]);
  });

  it.each(['thread_not_found', 'message_not_found', 'restricted_action_thread_locked'])(
    'goes to the channel where its message takes none: %s',
    async (word) => {
      const above = await sender().post(parcel());
      slack.fault({ method: 'chat.postMessage', kind: 'error', error: word });
      await sender().post(parcel({ ...saying('Reply'), below: { receipt: above, aloud: true } }));
      const [, reply] = slack.posts('C0NEWS');
      expect(reply).toMatchObject({ text: 'Reply', threadTs: null });
      expect(reply?.sent).not.toHaveProperty('reply_broadcast');
    },
  );

  it('goes to the channel below a message that is gone', async () => {
    await sender().post(parcel({ ...saying('Reply'), below: { receipt: '1.000001', aloud: false } }));
    expect(theOnly()).toMatchObject({ text: 'Reply', threadTs: null });
  });

  it('is not posted again where Slack refuses its words', async () => {
    const above = await sender().post(parcel());
    slack.workspace.calls.length = 0;
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'msg_too_long' });
    expect(await failure({ below: { receipt: above, aloud: false } })).toMatchObject({ kind: 'refused' });
    expect(slack.workspace.calls).toEqual(['chat.postMessage']);
  });
});

describe('a reply whose answer was lost', () => {
  const lost = { delivery: 'lost' };

  it.each([true, false])('is found in the thread (in the channel too: %s)', async (aloud) => {
    const below = { receipt: await sender().post(parcel()), aloud };
    slack.fault({ method: 'chat.postMessage', kind: 'reset', when: 'after' });
    await failure({ ...lost, below });
    const [, reply] = slack.posts('C0NEWS');
    expect(await sender().find(parcel({ ...lost, below }))).toEqual({ receipt: reply?.ts });
    expect(await sender().find(parcel({ delivery: 'never', below }))).toBe('absent');
  });

  it('is found in the channel where the thread refused it', async () => {
    const below = { receipt: await sender().post(parcel()), aloud: false };
    slack.fault({ method: 'chat.postMessage', kind: 'error', error: 'restricted_action_thread_locked' });
    slack.fault({ method: 'chat.postMessage', kind: 'reset', when: 'after' });
    expect(await failure({ ...lost, below })).toMatchObject({ kind: 'uncertain' });
    const [, reply] = slack.posts('C0NEWS');
    expect(reply?.threadTs).toBeNull();
    expect(await sender().find(parcel({ ...lost, below }))).toEqual({ receipt: reply?.ts });
  });

  it('is found in the channel where its message is gone, and absent where it never went', async () => {
    const below = { receipt: '1.000001', aloud: true };
    const receipt = await sender().post(parcel({ ...lost, below }));
    expect(await sender().find(parcel({ ...lost, below }))).toEqual({ receipt });
    expect(await sender().find(parcel({ delivery: 'never', below }))).toBe('absent');
  });

  it('is unknown where the channel cannot be read', async () => {
    slack.workspace.scopes = ['chat:write'];
    const below = { receipt: '1.000001', aloud: false };
    expect(await sender().find(parcel({ ...lost, channel: news, below }))).toBe('unknown');
  });
});
