import { describe, expect, it } from 'vitest';
import { directChannel } from '../../../src/news/channel.ts';
import { failure, parcel, sender, slack } from './sending.ts';

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
