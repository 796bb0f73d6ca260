import { expect, it } from 'vitest';
import { LEAST_GAP_MS } from '../../src/news/timetable.ts';
import type { Store } from '../../src/store/store.ts';
import { asking, editor, openFrontDesk, typedBy } from '../support/bundled-desk.ts';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, HOUR, NOON } from '../support/news.ts';
import { aChannel } from '../support/room.ts';

const MINUTE = 60_000;

/** What must stay as it is where nothing was done. */
const standing = async ({ subscriptions, ledger, deliveries }: Store) => ({
  subscriptions: await subscriptions.all(),
  ledger: await ledger.recent(100),
  deliveries: await deliveries.recent({ limit: 100 }),
});

/** Text that wants to be a mention, markup, a link or other text; no white space and no commas, which part words. */
const hostile = '<@U1>@here*b*[x](https://e.example)`c`\u202egnp.exe🇺🇦مرحبا&amp;';

/** Hostile text of so many characters. */
const hostileOf = (length: number): string =>
  Array.from(hostile.repeat(Math.ceil(length / 20)))
    .slice(0, length)
    .join('');

/** What is typed wrongly behind `/subscribe`, and what the answer says. */
const mistakes: readonly (readonly [typed: string, cure: string])[] = [
  ['08:00 zone:Europe/Kyjiv', 'I do not know the time zone “Europe/Kyjiv”. Did you mean Europe/Kyiv?'],
  ['08:00 zone:Kiev', 'Did you mean Europe/Kyiv?'],
  ['08:00 zone:CST', 'Did you mean America/Chicago, Asia/Shanghai or America/Havana?'],
  ['08:00 zone:+02:00', 'An offset knows no summer time. Write it as a place'],
  ['08:00 zone:Mars/Olympus', 'Write it as a place, for example Europe/Kyiv'],
  ['08:00 topics:military,diplomcy', '“diplomcy” is no topic of this desk. Did you mean diplomacy?'],
  ['08:00 topics:weather', 'Topics are diplomacy, military, sanctions, analysis, all.'],
  ['30 2 31 2 *', 'This time never comes: no such date exists. Choose another one'],
  ['at:"0 8 30 2 *" zone:UTC', 'This time never comes'],
  ['0 0 8 * * *', 'has five fields: minute, hour, day of the month, month and weekday. “0 0 8 * * *” has six'],
  ['0 8 * *', '“0 8 * *” has 4.'],
  ['61 8 * * *', '“61” is no minute of a cron expression: minutes go from 0 to 59.'],
  ['every 7 minutes', 'A digest cannot come every 7 minutes. Choose'],
  ['25:00', 'I do not understand “25:00” as a time. Write it as 08:00'],
  ['08:00 language:tlh', 'No source of this desk publishes in “tlh”. Languages are de (German), en (English)'],
  ['08:00 grade:G9', '“G9” is no grade. Write a letter from A to F and a figure from 1 to 6'],
  ['08:00 grade:2B', '“2B” is no grade.'],
  ['08:00 quiet:night', 'I do not understand “night” as quiet hours. Write them as 22:00-07:00'],
  ['08:00 quiet:25:00-07:00', 'I do not understand “25:00-07:00” as quiet hours.'],
  ['08:00 quiet:22:00-22:00', 'Write two different times'],
  ['08:00 limit:0', 'limit takes a whole number from 1 to 25, not “0”.'],
  ['08:00 limit:26', 'limit takes a whole number from 1 to 25, not “26”.'],
  ['08:00 alerts:loud', 'alerts takes one of none, flash, urgent, update, not “loud”.'],
  ['08:00 empty:silent', 'empty takes one of line, silence, not “silent”. Did you mean “silence”?'],
  ['08:00 confirm:perhaps', 'confirm takes true or false, not “perhaps”.'],
];

describeEngines('subscribing at the front desk', ({ open }) => {
  const opened = async () => {
    const house = await openFrontDesk(await open());
    return { ...house, ask: asking(house.frontDesk) };
  };

  it('refuses each mistake, alone to who asks, in words that help', async () => {
    const { store, errors, ask } = await opened();
    const refused = (cure: string) => ({ tone: 'problem', audience: 'asker', words: expect.stringContaining(cure) });
    const nothing = await standing(store);
    for (const [typed, cure] of mistakes) expect(await ask(`/subscribe ${typed}`), typed).toMatchObject(refused(cure));
    expect(await standing(store)).toEqual(nothing);
    expect(await store.channels.byKey('test:news')).toBeNull();

    await ask('/subscribe 06:00');
    const before = await standing(store);
    for (const [typed, cure] of mistakes) {
      const edit = `/subscriptions edit 1 ${typed.replace(/^(?!at:)(.*?)(?= \w+:|$)/, 'at:"$1"')}`;
      expect(await ask(edit), edit).toMatchObject(refused(cure));
    }
    expect(await standing(store)).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('says a text again as it was typed, at the length of its option and beyond', async () => {
    const { store, errors, ask } = await opened();
    const before = await standing(store);
    const longest = { at: 60, topics: 100, zone: 50, grade: 4, language: 40, quiet: 30 };
    for (const [option, length] of Object.entries(longest)) {
      for (const typed of [hostileOf(length), hostileOf(length + 1)]) {
        const { tone, words } = await ask(`/subscribe ${option}:"${typed}"`);
        expect([tone, words]).toEqual(['problem', expect.stringContaining(`“${typed}”`)]);
        expect(words.includes(`at most ${length} characters`)).toBe(typed === hostileOf(length + 1));
      }
      const { words } = await ask(`/subscribe ${option}:"${hostileOf(40_000)}"`);
      expect(words.length).toBeLessThan(500);
      expect(words).toContain('…”');
    }
    expect(await standing(store)).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('asks before digests that come all the time, with a button that holds the whole question', async () => {
    const { store, desk, ask } = await opened();
    const terms =
      'at:"* * * * *" topics:"military, diplomacy" zone:America/Argentina/Buenos_Aires limit:7 alerts:flash grade:C3 language:"en, uk" quiet:22:00-07:00 empty:silence';
    const { tone, words, message } = await ask(`/subscribe ${terms}`);
    expect([tone, words]).toEqual(['routine', expect.stringContaining('up to 288 times a day')]);
    expect(await store.subscriptions.all()).toEqual([]);
    expect(await ask(typedBy(message, 'Yes, subscribe'))).toMatchObject({
      tone: 'routine',
      words: expect.stringContaining('Subscribed'),
    });
    const wanted = {
      topics: ['diplomacy', 'military'],
      zone: 'America/Argentina/Buenos_Aires',
      limit: 7,
      alerts: 'flash',
      leastGrade: 'C3',
      languages: ['en', 'uk'],
      quiet: { from: '22:00', to: '07:00' },
      whenEmpty: 'silence',
    };
    expect(await store.subscriptions.all()).toMatchObject([{ ...wanted, cron: '* * * * *' }]);
    await ask(typedBy(message, 'Every hour instead'));
    expect(await store.subscriptions.all()).toMatchObject([{}, { ...wanted, cron: '0 */1 * * *' }]);
    expect((await desk.subscriptions(aChannel()))[0]?.next).toEqual([1, 6, 11].map((at) => NOON + at * MINUTE));
  });

  it('never posts two digests within five minutes, and says the times at which they come', async () => {
    const { store, desk, at, ask } = await opened();
    await ask('/subscribe * * * * * zone:UTC confirm:true');
    const told = new Set<number>();
    for (let now = NOON; now <= NOON + HOUR; now += 30_000) {
      at(now);
      await desk.publishDue();
      const [report] = await desk.subscriptions(aChannel());
      for (const next of report?.next ?? []) told.add(next);
    }
    const slots = (await store.deliveries.withKey('edition:')).map(({ dedupeKey }) => Number(dedupeKey.split(':')[2]));
    expect(slots).toHaveLength(12);
    for (const [after, slot] of slots.slice(1).entries())
      expect(slot - (slots[after] ?? 0)).toBeGreaterThanOrEqual(LEAST_GAP_MS);
    expect([...told].filter((next) => next <= NOON + HOUR)).toEqual(slots);
  });

  it('asks again only where the rhythm changes', async () => {
    const { ask } = await opened();
    await ask('/subscribe 08:00');
    const often = await ask('/subscriptions edit 1 at:"* * * * *" limit:3');
    expect(often.words).toContain('Nothing is changed yet');
    expect((await ask('/subscriptions')).words).toContain('every day at 08:00');
    expect((await ask(typedBy(often.message, 'Yes, change it'))).words).toMatch(/Changed.*at most 3/s);
    expect((await ask('/subscriptions edit 1 limit:4')).words).toMatch(/Changed.*at most 4/s);
    expect((await ask('/subscriptions edit 1 zone:UTC')).words).toContain('Nothing is changed yet');
  });

  it('changes nothing where it is not said what, which, or which of this channel', async () => {
    const { frontDesk, store, ask } = await opened();
    const elsewhere = asking(frontDesk, {}, aChannel('other'));
    await ask('/subscribe 08:00');
    await ask('/subscribe 09:00');
    await elsewhere('/subscribe 08:00');
    const before = await standing(store);
    const refused: readonly (readonly [string, string])[] = [
      ['/subscriptions edit 1', 'Say what to change: /subscriptions edit 1 at:09:00'],
      ['/subscriptions edit at:10:00', 'Say which one: /subscriptions edit 1 (every day at 08:00'],
      ['/subscriptions edit 2 at:08:00', 'has that digest already. To change it, type /subscriptions edit 1.'],
      ['/subscribe 09:00', 'has that digest already. To change it, type /subscriptions edit 2.'],
      ['/subscriptions pasue 1', 'Nothing was changed: “pasue” is nothing that I can do. Did you mean pause?'],
      ['/subscriptions at:10:00', 'Nothing was changed. Say first what to do'],
      ...['edit 99 at:10:00', 'edit 3 at:10:00', 'pause 3', 'resume 3', 'remove 3', 'pause 99'].map(
        (typed) => [`/subscriptions ${typed}`, 'Say which one'] as const,
      ),
      ['/unsubscribe 3', 'Say which one'],
      ['/digest id:3', 'This channel has no subscription 3. /subscriptions lists'],
      ['/digest post id:3', 'This channel has no subscription 3. /subscriptions lists'],
    ];
    for (const [typed, cure] of refused) {
      const { tone, words } = await ask(typed);
      expect([typed, tone, words]).toEqual([typed, 'problem', expect.stringContaining(cure)]);
    }
    expect((await elsewhere('/subscriptions pause 1')).words).toContain('/subscriptions pause 3 (every day');
    expect(await standing(store)).toEqual(before);
  });

  it('pauses once, and resumes what rests', async () => {
    const { store, ask } = await opened();
    await ask('/subscribe 08:00');
    expect((await ask('/subscriptions resume 1')).words).toContain('Subscription 1 is not paused.');
    expect((await ask('/subscriptions pause')).words).toContain('is paused');
    const resting = await standing(store);
    expect(await ask('/subscriptions pause 1')).toMatchObject({
      tone: 'problem',
      words: 'Subscription 1 is paused already. /subscriptions resume 1 lets it go on.',
    });
    expect(await standing(store)).toEqual(resting);
    expect((await ask('/subscriptions')).words).toMatch(/· paused (?!.*Next)/);
    expect((await ask('/subscriptions resume')).words).toContain('goes on');
  });

  it('keeps no eleventh subscription of a channel', async () => {
    const { frontDesk, store, ask } = await opened();
    for (let hour = 0; hour < 10; hour += 1) expect((await ask(`/subscribe ${10 + hour}:00`)).tone).toBe('routine');
    const before = await standing(store);
    expect(await ask('/subscribe 20:00')).toMatchObject({
      tone: 'problem',
      words: expect.stringContaining('has 10 subscriptions, the most it may have. Remove one with /unsubscribe first.'),
    });
    expect(await standing(store)).toEqual(before);
    expect((await ask('/subscriptions edit 10 at:21:00')).tone).toBe('routine');
    expect((await asking(frontDesk, {}, aChannel('other'))('/subscribe 20:00')).tone).toBe('routine');
  });

  it('lets nobody change a channel who does not manage it, and everybody look', async () => {
    const { frontDesk, store, desk, ask } = await opened();
    await desk.take([anUpdate({ title: 'Alpha talks begin' })]);
    await ask('/subscribe 08:00');
    const before = await standing(store);
    const read = asking(frontDesk, { id: 'reader', manages: false });
    for (const changing of [
      '/subscribe 09:00',
      '/subscribe * * * * * confirm:true',
      '/unsubscribe 1',
      '/subscriptions edit 1 at:09:00',
      '/subscriptions pause 1',
      '/subscriptions resume 1',
      '/subscriptions remove 1',
      '/subscriptions action:PAUSE id:1',
      '/digest post',
      '/digest --action=post id:1',
    ])
      expect([changing, await read(changing)]).toEqual([
        changing,
        expect.objectContaining({
          tone: 'problem',
          audience: 'asker',
          words: expect.stringMatching(/^Only people who manage this channel may use \/\w+/),
        }),
      ]);
    expect(await standing(store)).toEqual(before);
    for (const looking of ['/subscriptions', '/subscriptions list', '/digest', '/digest show id:1 explain:true'])
      expect([looking, (await read(looking)).tone]).toEqual([looking, 'routine']);
    expect(
      await frontDesk.form({
        command: 'subscribe',
        input: '',
        asker: { ...editor, id: 'reader', manages: false },
        channel: aChannel(),
      }),
    ).toBeNull();
  });

  it('subscribes no channel that cannot be posted to, and posts no digest there', async () => {
    const { store, desk, obstacles, ask } = await opened();
    await desk.take([anUpdate({ title: 'Alpha talks begin' })]);
    obstacles.set('news', 'Type "/invite @sitrep" there.');
    const before = await standing(store);
    expect((await ask('/subscribe 08:00')).words).toBe(
      'Nothing was subscribed, because nothing would arrive. Type "/invite @sitrep" there.',
    );
    expect(await standing(store)).toEqual(before);
    obstacles.clear();
    await ask('/subscribe 08:00');
    obstacles.set('news', 'Type "/invite @sitrep" there.');
    const subscribed = await standing(store);
    expect((await ask('/digest post')).words).toBe('Nothing was posted. Type "/invite @sitrep" there.');
    expect(await standing(store)).toEqual(subscribed);
    obstacles.clear();
    expect((await ask('/digest post')).words).toContain('on its way to #news: 1 story');
  });

  it('shows the rest of a digest to its own channel alone', async () => {
    const { frontDesk, store, desk, ask } = await opened();
    await desk.take(['Alpha talks begin', 'Bravo drones seen', 'Charlie list'].map((title) => anUpdate({ title })));
    await ask('/subscribe 08:00 limit:1');
    await ask('/digest post');
    const [posted] = await store.deliveries.recent({ limit: 1 });
    if (posted === undefined) throw new Error('no digest was posted');
    const more = typedBy(posted.message, 'More');
    expect(more).toBe(`/digest more:${NOON}`);
    expect((await ask(more)).words).toContain('2. ');
    const elsewhere = asking(frontDesk, {}, aChannel('other'));
    for (const typed of [more, '/digest more:1', `/digest more:${Number.MAX_SAFE_INTEGER}`])
      expect(await elsewhere(typed)).toMatchObject({
        tone: 'problem',
        words: 'This digest is no longer on record here. /latest shows the newest stories.',
      });
    await elsewhere('/subscribe 08:00');
    expect((await elsewhere(more)).tone).toBe('problem');
    expect((await asking(frontDesk, {}, null)(more)).tone).toBe('problem');
  });
});
