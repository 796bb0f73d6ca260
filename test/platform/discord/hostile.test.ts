import { expect, it } from 'vitest';
import { renderDiscord } from '../../../src/platform/discord/render.ts';
import { textsOf } from '../../support/discord/body.ts';
import type { StandInMessage } from '../../support/discord/world.ts';
import { faultsOf, giantFaults, kindNames, type Look, sample } from '../../support/hostile-news.ts';
import { bot, fresh, parcel } from './sending.ts';

const look: Look = (judge, message) => judge.discord(renderDiscord(message));

// First, since the others keep the bot from its connections for longer than Discord holds them open.
it('Discord takes all messages from outside and calls nobody', async () => {
  const channel = fresh('hostile');
  const pages = sample.flatMap(renderDiscord);
  for (const [at, payload] of pages.entries())
    await bot.running.sender.post(parcel(channel, { delivery: `hostile-${at}`, payload }));
  // What the stand-in would not have forgiven, live mentions among it, fails every test of this file.
  expect(channel.messages.map(({ components }) => textsOf(components))).toEqual(
    (pages as unknown as readonly StandInMessage[]).map(({ components }) => textsOf(components)),
  );
});

it.each(kindNames)('nothing of them comes to life in the kind "%s"', (kind) => {
  expect(faultsOf(kind, look)).toEqual([]);
});

it('nor one that is far too long', () => {
  expect(giantFaults(look)).toEqual([]);
});
