import { beforeEach, expect, it } from 'vitest';
import { asking, bundled, editor, openFrontDesk, typedBy } from '../support/bundled-desk.ts';
import { describeEngines } from '../support/databases.ts';
import { seeOff } from '../support/deliveries.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel, alertDraft, sendAlert } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

const reader = { id: 'someone', manages: false };

describeEngines('/asof', ({ open }) => {
  let house: Awaited<ReturnType<typeof openFrontDesk>>;
  /** An alert came to one of two channels at noon in UTC, which is 14:00 in Kyiv. Now it is three hours later. */
  beforeEach(async () => {
    house = await openFrontDesk(await open(), { alerts: { ...bundled.alerts, leastOwners: 0 } });
    const { desk, store, at } = house;
    for (const id of ['news', 'other'])
      await desk.subscribe({ channel: aChannel(id), terms: someTerms(), by: 'test:someone' });
    await desk.take([anUpdate({ title: 'Ministers meet in Brussels' })]);
    await sendAlert(desk, { ...alertDraft, topics: ['military'], story: 1 });
    const [copy] = await store.deliveries.withKey('alert:1:test:news');
    if (copy === undefined) throw new Error('no copy was queued');
    await seeOff(store, copy, { how: 'sent', at: NOON });
    at(NOON + 3 * HOUR);
  });

  it('answers who asks alone, in their own zone or else the desk’s', async () => {
    const { frontDesk } = house;
    const answer = await asking(frontDesk)('/asof 14:00');
    expect(answer).toMatchObject({ tone: 'routine', audience: 'asker' });
    expect(answer.words).toContain('BREAKING: Ministers meet in Brussels');
    expect(answer.message.blocks[1]).toMatchObject({ content: [{}, { kind: 'time', at: NOON }, {}] });
    expect((await asking(frontDesk, { timeZone: null })('/asof 12:00')).words).toContain('BREAKING');
    expect((await asking(frontDesk)('/asof time:"2h ago" topic:military limit:20')).words).toContain('BREAKING');
    expect((await asking(frontDesk)('/asof time:"2h ago" topic:diplomacy')).words).toContain('Nothing had been posted');
  });

  it.each([
    ['/asof 13:59', 'The record of this desk begins at 2026-11-24 12:00 UTC'],
    ['/asof today 18:00', '“today 18:00” is yet to come'],
    ['/asof some day', 'I do not understand “some day” as a time. Write it as 20:15, yesterday 20:15'],
    ['/asof', '/asof needs time'],
    ['/asof 14:00 limit:21', 'limit takes a whole number from 1 to 20'],
  ])('says what %s takes, at its option', async (line, words) => {
    const { frontDesk } = house;
    const answer = await asking(frontDesk)(line);
    expect(answer.tone).toBe('problem');
    expect(answer.words).toContain(words);
    const question = { command: 'asof', input: line.slice('/asof'.length), asker: editor, channel: aChannel() };
    expect((await frontDesk.ask(question)).option).toBe(line.includes('limit') ? 'limit' : 'time');
  });

  it('tells of a channel in that channel alone, and of all of them editors', async () => {
    const { frontDesk } = house;
    expect((await asking(frontDesk, reader)('/asof 14:00')).words).toContain('BREAKING');
    for (const as of [reader, {}])
      expect((await asking(frontDesk, as, aChannel('other'))('/asof 14:00')).words).not.toContain('BREAKING');
    expect(await asking(frontDesk, reader, null)('/asof 14:00')).toMatchObject({
      tone: 'problem',
      words: expect.stringContaining('Ask from inside the channel that you mean'),
    });
    expect((await asking(frontDesk, {}, null)('/asof 14:00')).words).toMatch(
      /What all channels had been told.*BREAKING.*delivered to 1 of 2 channels/,
    );
  });

  it('leads editors on to the alert, and readers to its story', async () => {
    const { frontDesk } = house;
    const { message } = await asking(frontDesk)('/asof 14:00');
    expect(typedBy(message, 'Alert 1')).toBe('/alert action:show id:1');
    expect(typedBy((await asking(frontDesk, reader)('/asof 14:00')).message, 'Story 1')).toBe('/story id:1');
  });
});
