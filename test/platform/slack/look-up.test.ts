import { describe, expect, it } from 'vitest';
import { failure, news, parcel, sender, slack } from './sending.ts';

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

const chatter = {
  channel: 'C0NEWS',
  threadTs: null,
  onlyFor: null,
  text: 'chatter',
  blocks: [],
  metadata: null,
  sent: {},
  edited: null,
};
