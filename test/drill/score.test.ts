import { describe, expect, it } from 'vitest';
import { aDrill, played } from '../support/drill.ts';

const event = (at: string, words: string) => `  - { at: 2022-11-15 ${at}, ${words} }\n`;
const draft = (at: string, name: string, turnedOut: boolean) =>
  event(at, `draft: ${name}, by: anna, headline: Ministers ${name}, turnedOut: ${turnedOut}`);
const send = (at: string, name: string) => event(at, `send: ${name}, by: anna`);
const lax = { keys: 1, leastOwners: 0 };

/** The score of a drill that asks for these rules itself, so that nothing is only tried. */
const scored = async (events: string, rules = lax) => (await played({ ...aDrill(events), rules })).score;

describe('a drill is scored', () => {
  it('where a false alert went out: it does not pass, and how long that stood is told', async () => {
    const events = `${draft('18:10', 'resign', false)}${send('18:11', 'resign')}${draft('18:30', 'meet', true)}${send('18:40', 'meet')}${event('19:21', 'update: last, source: two, title: Nobody resigned, url: https://two.example/c')}`;
    const { passed, ...score } = await scored(events);
    expect([passed, score.sent, score.heldBack]).toEqual([
      false,
      { alerts: 2, false: 1 },
      { alerts: 0, false: 0, true: 0 },
    ]);
    expect([score.delayMinutes, score.falseMinutes]).toEqual([40, 70]);
    expect(score.verdict).toBe(
      'A false alert went out and stood for 1 h 10 min, to the end of the drill. What was true went out 40 min after the first report.',
    );
    expect((await played(aDrill(events), lax)).score).toMatchObject({ passed: true, sent: { false: 1 } });
  });

  it('where a false alert was corrected or withdrawn: it stood until then, and what that reached is told', async () => {
    const first = `${draft('18:10', 'resign', false)}${send('18:11', 'resign')}`;
    const last = event('19:21', 'update: last, source: two, title: Nobody resigned, url: https://two.example/c');
    const correct = event('18:21', 'correct: resign, by: ben, headline: Ministers stay, reason: They said so');
    const withdraw = event('18:41', 'withdraw: resign, by: anna, reason: They are here');
    const { alerts, falseMinutes, verdict } = await scored(`${first}${correct}${withdraw}${last}`);
    const at = (minute: number) => Date.UTC(2022, 10, 15, 17, minute);
    expect(alerts).toMatchObject([
      {
        standing: 'withdrawn',
        sentAt: at(11),
        copies: 2,
        amendments: [
          { kind: 'corrected', at: at(21), notes: 2, edits: 2 },
          { kind: 'withdrawn', at: at(41), notes: 2, edits: 2 },
        ],
      },
    ]);
    expect([falseMinutes, verdict]).toEqual([
      10,
      'A false alert went out and stood for 10 min, until it was corrected.',
    ]);
    const other = `${draft('18:12', 'meet', false)}${send('18:13', 'meet')}`;
    expect((await scored(`${first}${other}${withdraw}${last}`)).verdict).toBe(
      '2 false alerts went out and stood for up to 1 h 8 min.',
    );
  });

  it('where what was true was held back: that is a miss', async () => {
    const { verdict, heldBack, alerts, passed } = await scored(
      `${draft('18:10', 'resign', false)}${draft('18:11', 'meet', true)}`,
    );
    expect(verdict).toBe('The false alert was held back. Nothing that was true went out.');
    expect([heldBack, passed]).toEqual([{ alerts: 2, false: 1, true: 1 }, true]);
    expect(alerts.map(({ standing, sentAt }) => [standing, sentAt])).toEqual([
      ['expired', null],
      ['expired', null],
    ]);
  });

  it('alert by alert, as each stands in the end', async () => {
    const events = [
      draft('18:10', 'meet', true),
      draft('18:11', 'agree', true),
      draft('18:12', 'resign', false),
      draft('18:13', 'leave', false),
      send('18:14', 'meet'),
      event('18:15', 'discard: agree, by: anna'),
      send('18:16', 'resign'),
      event('18:17', 'reject: resign, by: ben'),
      send('18:18', 'leave'),
    ];
    const { alerts, verdict } = await scored(events.join(''), { keys: 2, leastOwners: 0 });
    expect(alerts.map(({ id, standing, copies }) => [id, standing, copies])).toEqual([
      [1, 'expired', 0],
      [2, 'discarded', 0],
      [3, 'rejected', 0],
      [4, 'expired', 0],
    ]);
    expect(verdict).toBe('All 2 false alerts were held back. Nothing that was true went out.');
    const sent = await scored(events.join(''));
    expect(sent.alerts[0]).toMatchObject({ standing: 'sent', sentAt: Date.UTC(2022, 10, 15, 17, 14), copies: 2 });
  });

  it('where the desk refused a draft', async () => {
    const { alerts, heldBack, verdict } = await scored(draft('18:10', 'meet', true), { keys: 3, leastOwners: 0 });
    expect(alerts).toMatchObject([{ id: null, standing: 'refused', draftedAt: Date.UTC(2022, 10, 15, 17, 10) }]);
    expect(heldBack).toEqual({ alerts: 1, false: 0, true: 1 });
    expect(verdict).toBe('No alert of this drill was false. Nothing that was true went out.');
  });

  it('without an alert', async () => {
    expect((await scored('')).verdict).toBe('No alert of this drill was false.');
  });
});
