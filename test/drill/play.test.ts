import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDrill } from '../../src/content/drill-file.ts';
import type { Happening } from '../../src/drill/happening.ts';
import { layoutProblem } from '../../src/layout/problem.ts';
import { bundled } from '../support/bundled-desk.ts';
import { aDrill, played } from '../support/drill.ts';
import { wordsOf } from '../support/gallery.ts';

const draft = (name: string, more = '') =>
  `  - { at: 2022-11-15 18:10, draft: ${name}, by: anna, headline: Ministers meet, turnedOut: false${more} }\n`;

/** What happened, in a few words. */
function stepOf(happening: Happening): string {
  switch (happening.kind) {
    case 'reported':
      return `story ${happening.story}: ${happening.corroboration.owners.join(', ')}`;
    case 'drafted':
      return `drafted with ${happening.view.alert.gate.owners.join(', ')}`;
    case 'decided':
      return happening.outcome.kind === 'sent' ? 'sent' : happening.outcome.standing;
    case 'refused':
      return /^(?:\S+ ){4}/.exec(happening.why)?.[0] ?? '';
    case 'expired':
      return `expired at ${new Date(happening.at).toISOString().slice(11, 16)}`;
  }
}

/** What happened after the first report. */
const stepsOf = (happenings: readonly Happening[]): readonly string[] => happenings.slice(1).map(stepOf);

const steps = async (events: string, tried = {}) => stepsOf((await played(aDrill(events), tried)).happenings);

describe('a drill is played', () => {
  it('by the rules of the desk: a reason, then a second key', async () => {
    expect(
      await steps(
        `${draft('talks', ', links: [first]')}
  - { at: 2022-11-15 18:11, send: talks, by: anna }
  - { at: 2022-11-15 18:12, send: talks, by: anna, override: Seen by our own }
  - { at: 2022-11-15 18:13, approve: talks, by: anna }
  - { at: 2022-11-15 18:14, approve: talks, by: ben }`,
      ),
    ).toEqual(['drafted with one', '1 independent owner stands ', 'waiting', 'You wrote alert 1: ', 'sent']);
  });

  it('by rules that are tried', async () => {
    const events = `${draft('talks')}  - { at: 2022-11-15 18:11, send: talks, by: anna }`;
    expect(await steps(events, { keys: 1, leastOwners: 0 })).toEqual(['drafted with ', 'sent']);
    expect(await steps(events, { leastOwners: 0 })).toEqual(['drafted with ', 'waiting', 'expired at 17:41']);
    expect(await steps(events, { keys: 3 })).toEqual(['An alert of the ', 'There is no such ']);
  });

  it('by rules that it asks for itself, unless others are tried', async () => {
    const drill = aDrill(`${draft('talks')}  - { at: 2022-11-15 18:11, send: talks, by: anna }`);
    const lax = { ...drill, rules: { keys: 1, leastOwners: 0 } };
    expect(stepsOf((await played(lax)).happenings)).toEqual(['drafted with ', 'sent']);
    expect(stepsOf((await played(lax, { leastOwners: 1 })).happenings)[1]).toBe('0 independent owners stand ');
  });

  it('with reports that come together, and counts one wire once', async () => {
    const report = (name: string, source: string, more = '') =>
      `  - { at: 2022-11-15 18:10, update: ${name}, source: ${source}, title: Ministers meet in Brussels on sanctions, url: https://${source}.example/b${more} }\n`;
    expect(
      await steps(
        `${report('a', 'two', ', wire: AP')}${report('b', 'three', ', wire: AP')}${draft('talks', ', story: b')}`,
      ),
    ).toEqual(['story 1: one, ap', 'story 1: one, ap', 'drafted with one, ap', 'expired at 17:40']);
  });

  it('with what a publisher edited, in its story', async () => {
    const edited = '{ at: 2022-11-15 18:10, update: again, source: one, title: Ministers meet in Brussels today';
    expect(await steps(`  - ${edited}, summary: And go, url: https://one.example/a }`)).toEqual(['story 1: one']);
  });

  it('with what is said wherever an alert stands, once it is out', async () => {
    const drill = aDrill(`${draft('talks', ', known: They sit, unknown: Until when')}
  - { at: 2022-11-15 18:11, withdraw: talks, by: anna, reason: They stood }
  - { at: 2022-11-15 18:12, send: talks, by: anna }
  - { at: 2022-11-15 18:13, correct: talks, by: ben, headline: Ministers met, unknown: null, reason: They left }
  - { at: 2022-11-15 18:14, withdraw: talks, by: anna, reason: Nobody came }`);
    const { happenings } = await played(drill, { keys: 1, leastOwners: 0 });
    expect(stepsOf(happenings).slice(1)).toEqual(['Alert 1 is not ', 'sent', 'corrected', 'withdrawn']);
    const came = happenings.map(({ posts }) => posts.map(({ act, message: { tone } }) => `${act} ${tone}`));
    const twice = (words: string) => [words, words];
    expect(came.slice(3)).toEqual([
      twice('post breaking'),
      [...twice('reply correction'), ...twice('edit correction')],
      [...twice('reply withdrawal'), ...twice('edit withdrawal')],
    ]);
    const edit = happenings[4]?.posts.find(({ act }) => act === 'edit')?.message ?? layoutProblem('');
    expect(wordsOf(edit).join(' ')).toMatch(
      /Ministers meet Ministers met They left .*Not known: Until when Not known: no longer said .*Known They sit/,
    );
  });

  it('and what expires does so in its time, between the events', async () => {
    const later = draft('later').replace('18:10', '18:15');
    expect((await steps(draft('talks') + later)).slice(2)).toEqual(['expired at 17:40', 'expired at 17:45']);
    expect(
      await steps(
        `${draft('talks')}${draft('other')}
  - { at: 2022-11-15 18:35, discard: other, by: anna }
  - { at: 2022-11-15 19:00, send: talks, by: anna }`,
      ),
    ).toEqual(['drafted with ', 'drafted with ', 'discarded', 'expired at 17:40', 'Alert 1 has expired: ']);
  });
});

describe('the drill of 15 November 2022', () => {
  const path = 'content/drills/2022-11-15-przewodow.yaml';
  const shipped = parseDrill(readFileSync(path, 'utf8'), { place: path, listed: bundled.sources });
  const sentTo = (happenings: readonly Happening[]) =>
    happenings.flatMap(({ posts }) =>
      posts.filter(({ message }) => message.tone === 'breaking').map(({ message }) => message.summary),
    );

  it('holds the false alert back with a second key, and sends what is true', async () => {
    const { score, happenings } = await played(shipped, {}, bundled);
    expect(score).toMatchObject({
      sent: { alerts: 2, false: 0 },
      heldBack: { alerts: 1, false: 1, true: 0 },
      delayMinutes: 80,
      falseMinutes: null,
      passed: true,
    });
    expect(score.alerts.map(({ standing, copies }) => [standing, copies])).toEqual([
      ['rejected', 0],
      ['sent', 2],
      // The front page takes no mere update.
      ['sent', 1],
    ]);
    expect(sentTo(happenings).join()).not.toContain('Russian missiles hit');
    const copies = happenings.flatMap((one) => (one.kind === 'reported' && one.event.wire === 'AP' ? [one] : []));
    // Four outlets carry it, and one voice stands behind it; the fifth is the Pentagon, which cannot confirm it.
    const first = copies.filter(({ at }) => at < Date.UTC(2022, 10, 16));
    expect(first.map(({ corroboration: { outlets, owners } }) => [outlets, owners])).toEqual([
      [2, ['associated press']],
      [3, ['associated press']],
      [5, ['associated press', 'government of the united states']],
    ]);
  });

  it('lets it out with one key and no count of voices', async () => {
    const { score } = await played(shipped, { keys: 1, leastOwners: 0 }, bundled);
    expect(score).toMatchObject({ sent: { alerts: 3, false: 1 }, passed: true });
    expect(score.verdict).toMatch(/^A false alert went out and stood for 16 h 34 min, until it was withdrawn\./);
  });

  it.each([{ keys: 1 }, { leastOwners: 0 }])(
    'shows what one of the two rules does alone: without the other %o',
    async (tried) => {
      const { score } = await played(shipped, tried, bundled);
      expect(score.sent.false).toBe('keys' in tried ? 1 : 0);
    },
  );
});
