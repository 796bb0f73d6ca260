import { describe, expect, it } from 'vitest';
import { failure, news, parcel, sender, slack } from './sending.ts';

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
