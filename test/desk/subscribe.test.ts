import { expect, it } from 'vitest';
import { channelKey } from '../../src/news/channel.ts';
import { describeEngines } from '../support/databases.ts';
import { aChannel, openDesk } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const channel = aChannel('news');
const order = {
  channel,
  terms: someTerms(),
  by: 'test:a',
};

describeEngines('subscribing', ({ open }) => {
  it('names what is in the way of posts, and keeps nothing', async () => {
    const store = await open();
    const { desk, obstacles } = await openDesk(store);
    obstacles.set('news', 'Type "/invite @sitrep" there.');
    await expect(desk.subscribe(order)).rejects.toThrow(
      'Nothing was subscribed, because nothing would arrive. Type "/invite @sitrep" there.',
    );
    expect(await store.channels.byKey(channelKey(channel))).toBeNull();
    obstacles.clear();
    await desk.subscribe(order);
    expect(await store.subscriptions.ofChannel(channelKey(channel))).toHaveLength(1);
  });
});
