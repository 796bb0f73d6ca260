import { beforeEach, expect, it } from 'vitest';
import { deliveries } from '../../src/cli/deliveries.ts';
import type { Desk } from '../../src/desk/desk.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { endDelivery } from '../support/deliveries.ts';
import { NOON } from '../support/news.ts';
import { aChannel, openDesk } from '../support/room.ts';

describeEngines('sitrep deliveries', ({ open }) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await open();
    ({ desk } = await openDesk(store));
    for (const id of ['news', 'other']) await store.channels.save({ ...aChannel(id), name: `The ${id}` });
  });
  const end = (how: Parameters<typeof endDelivery>[1]['how'], id = 'news') =>
    endDelivery(store, { channel: aChannel(id), how, at: NOON });
  const ask = async (...args: readonly string[]) => {
    const answer = await deliveries({ bureau: { store, desk }, args });
    const message = 'rows' in answer ? answer.message : answer;
    return {
      message,
      words: renderTerminal(message, { columns: 1_000, colour: false, zone: 'UTC', now: NOON }),
      // The rows as a program reads them.
      rows: 'rows' in answer ? (JSON.parse(JSON.stringify(answer.rows)) as { id: string }[]) : [],
    };
  };
  const ids = async (...args: readonly string[]) => (await ask(...args)).rows.map(({ id }) => id);

  it('says of each delivery where it went, how it stands and why', async () => {
    const sent = await end('sent');
    const failed = await end('failed', 'other');
    const { words, rows } = await ask();
    expect(words).toContain(
      `- ${failed.id} failed · digest to #The other (test) · made 24 November 2026, 12:00 UTC · 1 try · no receipt · The channel is archived.\n` +
        `- ${sent.id} delivered · digest to #The news (test) · made 24 November 2026, 12:00 UTC · delivered 24 November 2026, 12:00 UTC · 1 try · receipt m1\n`,
    );
    const { message, ...row } = failed;
    expect(rows[0]).toEqual({ ...row, channelName: 'The other', summary: message.summary });
    expect(rows).toHaveLength(2);
  });

  it('lists what was asked for', async () => {
    const sent = await end('sent');
    const failed = await end('failed');
    const other = await end('failed', 'other');
    const uncertain = await end('uncertain');
    const pending = await end('pending');
    expect(await ids()).toEqual([pending, uncertain, other, failed, sent].map(({ id }) => id));
    expect(await ids('--failed')).toEqual([other.id, failed.id]);
    expect(await ids('--uncertain')).toEqual([uncertain.id]);
    expect(await ids('--waiting')).toEqual([pending.id, uncertain.id]);
    expect(await ids('--failed', '--uncertain', '--channel', 'test:news')).toEqual([uncertain.id, failed.id]);
    expect(await ids('--limit', '1')).toEqual([pending.id]);
    expect((await ask('--limit', '1')).words).toContain('There are older ones');
    expect((await ask('--limit', '5')).words).not.toContain('There are older ones');
    expect((await ask()).words).toMatch(
      /uncertain · digest .* next try 24 November 2026, 12:01 UTC · 1 try · no receipt/,
    );
  });

  it('tells above the list how deliveries go, and what has waited longest', async () => {
    await end('sent');
    await end('pending');
    const { words } = await ask();
    expect(words).toMatch(/Last 24 hours +1 delivered/);
    expect(words).toMatch(/Waiting +1 on the way/);
    expect(words).toMatch(/Longest +digest to #The news/);
  });

  it('says so where there is none', async () => {
    expect(await ask('--failed')).toMatchObject({
      rows: [],
      words: expect.stringMatching(/nothing delivered[\s\S]*There are no such deliveries/),
    });
  });

  it.each([
    [['--channel', 'test:nowhere'], 'Known channels: test:news, test:other'],
    [['--limit', '0'], '--limit takes a whole number from 1 to 1000, not “0”'],
    [['--limit', 'ten'], 'not “ten”'],
    [['--faild'], '--faild'],
    [['resend'], 'sitrep deliveries resend <id>'],
    [['resend', 'nothing'], 'There is no delivery “nothing”'],
  ])('answers %j with a hint', async (args, hint) => {
    await expect(ask(...args)).rejects.toThrow(hint);
  });

  it('sends one again by decision of the person at the machine', async () => {
    const { id } = await end('lost');
    const asked = await ask('resend', id);
    expect(asked.message.tone).toBe('problem');
    expect(asked.words).toContain('Look there first');
    expect((await ask('resend', id, '--anyway')).words).toMatch(/queued to be sent again[\s\S]*stands there twice/);
    expect(await ids('--waiting')).toEqual([id]);
    expect((await store.ledger.recent(9)).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['terminal:local', 'delivery.resent', `delivery:${id}`],
    ]);
  });
});
