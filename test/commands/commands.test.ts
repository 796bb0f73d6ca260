import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../commands/index.ts';
import type { Command } from '../../src/command/command.ts';
import { formatTyped } from '../../src/command/grammar.ts';
import { optionsOf } from '../../src/command/option.ts';
import { createFrontDesk } from '../../src/command/reception.ts';
import { asking, bundled, editor, openFrontDesk, typedBy } from '../support/bundled-desk.ts';
import { describeEngines } from '../support/databases.ts';
import { endDelivery } from '../support/deliveries.ts';
import { anUpdate, NOON } from '../support/news.ts';
import { aChannel, deskFile } from '../support/room.ts';
import { someTerms } from '../support/terms.ts';

describe.each(commandsFor(bundled).map((command): [string, Command] => [command.name, command]))(
  '/%s',
  (_, command) => {
    it('can be registered on every platform', () => {
      expect(command.name).toMatch(/^[a-z][a-z-]{0,31}$/);
      expect(command.summary.length).toBeLessThanOrEqual(100);
      const options = optionsOf(command);
      expect(options.length).toBeLessThanOrEqual(25);
      for (const option of options) {
        expect(option.name).toMatch(/^[a-z][a-z-]{0,31}$/);
        expect(option.description, option.name).not.toBe(option.name);
        expect(option.description.length).toBeLessThanOrEqual(100);
        expect(option.choices.length).toBeLessThanOrEqual(25);
      }
      // A platform may show five fields alone; what must be filled in is among them.
      const needed = options.filter(({ name, required }) => required && command.form?.fields.includes(name));
      expect(needed.length).toBeLessThanOrEqual(5);
      expect(command.examples.length).toBeGreaterThan(0);
    });
  },
);

it('a desk without the topic has no /sanctions', () => {
  const names = (topics: typeof bundled.topics) => commandsFor({ ...bundled, topics }).map(({ name }) => name);
  expect(names(bundled.topics)).toContain('sanctions');
  expect(names(bundled.topics.filter(({ id }) => id !== 'sanctions'))).not.toContain('sanctions');
});

it("an alert's level is the desk file's where nobody names one", () => {
  const desk = { ...bundled, alerts: { ...bundled.alerts, defaultLevel: 'update' as const } };
  const breaking = commandsFor(desk).find(({ name }) => name === 'breaking');
  expect(breaking?.options.parse({ headline: 'Talks have begun' })).toMatchObject({ level: 'update' });
});

describeEngines('asked at the front desk', ({ open }) => {
  const opened = async (managers = bundled.managers, editors = deskFile.editors) => {
    const house = await openFrontDesk(await open(), { managers, editors });
    await house.desk.take([
      anUpdate({ title: 'Alpha talks begin' }),
      anUpdate({ title: 'Baltic sanctions list', topic: 'sanctions' }),
    ]);
    return house;
  };

  it('every example is answered', async () => {
    const { frontDesk, errors } = await opened();
    const ask = asking(frontDesk);
    await ask('/subscribe 06:00');
    // `/breaking` alone opens a form; here it has nowhere to open. Some more name what is not there.
    const missing = [
      '/unsubscribe 3',
      '/resend 0123456789abcdefg',
      '/alert approve 7',
      '/alert send 7 override:"Confirmed by phone"',
      '/correct 7 headline:"Ministers meet in Vilnius" reason:"The place was wrong"',
      '/withdraw 7 reason:"Its only source took it back"',
      '/resolve 7',
      '/story merge 12 14',
      '/story split 12 2,3',
      '/asof 2h ago',
      '/asof yesterday 20:15',
      '/asof time:"2026-11-15 20:15" topic:military',
    ];
    const examples = frontDesk.commands
      .flatMap(({ examples }) => examples)
      .filter((example) => example !== '/breaking');
    for (const example of examples) {
      const { tone, words } = await ask(example === '/unsubscribe' ? '/unsubscribe 1' : example);
      if (!missing.includes(example)) expect([example, tone, words]).toEqual([example, 'routine', expect.any(String)]);
    }
    expect(errors).toEqual([]);
  });

  it('a form is opened only where something is missing, for who may send it', async () => {
    const { frontDesk } = await opened();
    const form = (input: string, id = 'editor') =>
      frontDesk.form({ command: 'breaking', input, asker: { ...editor, id }, channel: null });
    expect(await form('')).toMatchObject({ title: 'Breaking alert', fields: expect.any(Array), given: {} });
    expect((await form('level:flash'))?.given).toEqual({ level: 'flash' });
    expect(await form('headline:"Talks have begun"')).toBeNull();
    expect(await form('', 'someone')).toBeNull();
    expect(await frontDesk.form({ command: 'latest', input: '', asker: editor, channel: null })).toBeNull();
  });

  it('who may not is told why, alone', async () => {
    const { frontDesk } = await opened();
    expect(await asking(frontDesk, { id: 'someone' })('/breaking headline:"Not mine"')).toMatchObject({
      tone: 'problem',
      audience: 'asker',
      words: expect.stringContaining('test:someone'),
    });
    expect((await asking(frontDesk, { id: 'someone', manages: false })('/subscribe 08:00')).words).toContain(
      'Only people who manage this channel may use /subscribe. Ask one of them.',
    );
  });

  it('who may not is told which roles make editors here, and who holds one may', async () => {
    const { frontDesk } = await opened(undefined, ['test:role/17', 'test:role/18', 'other:role/19']);
    const reader = { id: 'someone', roles: [{ id: '1', name: '17' }] };
    expect((await asking(frontDesk, reader)('/alert')).words).toContain(
      'adding test:someone under editors in the desk file. Members of the role 17 or the role 18 are editors too.',
    );
    expect((await asking(frontDesk, { ...reader, roleWord: 'user group' })('/alert')).words).toContain(
      'Members of the user group 17 or the user group 18',
    );
    expect((await asking(frontDesk, { ...reader, roles: [{ id: '18', name: null }] })('/alert')).tone).toBe('routine');
  });

  it.each([
    [
      'managers',
      'people who manage this channel (here: with the permission Manage All, the role News, or the role 17)',
    ],
    ['editors', 'editors of the desk, people with the role News, or people with the role 17'],
  ] as const)('where %s may change what a channel receives, who may not is told the ways', async (allow, who) => {
    const { frontDesk } = await opened({ allow, roles: ['News', '17'] });
    const reader = { id: 'someone', manages: false, permission: 'Manage All', roles: [{ id: '1', name: 'everybody' }] };
    expect((await asking(frontDesk, reader)('/subscribe 08:00')).words).toContain(`Only ${who} may use /subscribe.`);
    expect((await asking(frontDesk, reader)('/help subscribe')).words).toContain(`For ${who}.`);
    const named = await asking(frontDesk, { ...reader, roles: [{ id: '17', name: 'Desk' }] })('/subscribe 08:00');
    expect(named.tone).toBe('routine');
  });

  it('nobody is told of roles of managers where only those of editors are known', async () => {
    const { frontDesk } = await opened({ allow: 'editors', roles: ['News'] }, ['test:role/17']);
    const help = await asking(frontDesk, { id: 'someone', roles: [{ id: '17', name: null }] })('/help subscribe');
    expect(help.words).toContain('For editors of the desk.');
  });

  it('where anyone may change what a channel receives, everybody does', async () => {
    const { frontDesk } = await opened({ allow: 'anyone', roles: [] });
    const reader = asking(frontDesk, { id: 'someone', manages: false });
    expect((await reader('/subscribe 08:00')).tone).toBe('routine');
    expect((await reader('/help subscribe')).words).toContain('For everybody.');
  });

  it('a subscription takes the zone of who asks, and says the next times', async () => {
    const { frontDesk, desk } = await opened();
    expect((await asking(frontDesk)('/subscribe 08:00 topics:military')).words).toMatch(
      /every day at 08:00 \(Europe\/Kyiv\).*06:00 UTC, 08:00 Europe\/Kyiv.*military/s,
    );
    expect((await desk.subscriptions(aChannel()))[0]?.subscription).toMatchObject({
      zone: 'Europe/Kyiv',
      topics: ['military'],
    });
    expect((await asking(frontDesk)('/subscribe weekdays 09:30 sanctions, military Asia/Tokyo')).words).toMatch(
      /on weekdays at 09:30 \(Asia\/Tokyo\).*military, sanctions/s,
    );
    expect((await asking(frontDesk)('/subscribe 06:00,18:00 zone:UTC')).words).toMatch(
      /\(18:00 UTC\).*\(06:00 UTC\).*\(18:00 UTC\)/s,
    );
    expect((await asking(frontDesk)('/subscribe diplomacy')).words).toMatch(/every day at 08:00.*diplomacy/s);
    expect((await asking(frontDesk)('/subscribe 08:00 topics:militry')).words).toContain('Did you mean military?');
    expect((await asking(frontDesk)('/subscribe 08:00 militry')).words).toContain(
      'Did you mean the topic military by “militry”?',
    );
    expect((await asking(frontDesk)('/subscribe someday')).words).not.toContain('Did you mean');
    expect((await asking(frontDesk)('/subscribe 08:00 zone:Kyiv')).words).toContain('Europe/Kyiv');
  });

  it.each([
    ['08:00 zone:Kiew', 'zone'],
    ['at:8:99', 'at'],
    ['08:00 topics:militry', 'topics'],
    ['08:00 grade:Z9', 'grade'],
    ['08:00 language:xx', 'language'],
    ['08:00 quiet:late', 'quiet'],
    ['08:00 limit:99', 'limit'],
    ['08:00 sanctions topics:military', 'at'],
    ['08:00 Asia/Tokyo zone:Europe/Kyiv', 'at'],
  ])('what is wrong in /subscribe %s stands at %s', async (input, option) => {
    const { frontDesk, store } = await opened();
    const answer = await frontDesk.ask({ command: 'subscribe', input, asker: editor, channel: aChannel() });
    expect(answer).toMatchObject({ option, message: { tone: 'problem' } });
    expect(await store.subscriptions.all()).toEqual([]);
  });

  it.each([
    ['subscribe', 'at:"* * * * *" topics:military limit:10 alerts:update empty:line', 'Nothing is subscribed yet'],
    ['subscriptions', 'edit 1 at:"*/10 * * * *" topics:all limit:10 quiet:none', 'Nothing is changed yet'],
  ])(
    '/%s asks before digests come very often, with a button that fits every platform',
    async (command, input, words) => {
      const { frontDesk, desk } = await opened();
      await asking(frontDesk)('/subscribe 08:00');
      const common = { asker: editor, channel: aChannel() };
      const { message } = await frontDesk.ask({ command, input, ...common });
      expect(message.summary).toMatch(words);
      const [yes] = message.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
      if (yes === undefined || !('ask' in yes)) throw new Error('no button');
      const typed = formatTyped(yes.options);
      // A platform takes 100 characters, of which it needs some for itself.
      expect(`${yes.ask} ${typed}`.length).toBeLessThanOrEqual(90);
      const other = { ...editor, timeZone: 'Asia/Tokyo' };
      expect((await frontDesk.ask({ command: yes.ask, input: typed, ...common, asker: other })).message.tone).toBe(
        'routine',
      );
      const held = await desk.subscriptions(aChannel());
      expect(held.at(-1)?.subscription).toMatchObject({ cron: expect.stringMatching(/^\*/), zone: 'Europe/Kyiv' });
    },
  );

  it('help alone is enough for a newcomer', async () => {
    const { frontDesk } = await opened();
    const { words } = await asking(frontDesk)('/help subscribe');
    expect(words).toMatch(/alone opens a form.*\/subscribe 08:00.*every 4 hours.*military.*Europe\/Kyiv.*22:00-07:00/s);
    expect(words).not.toContain('characters');
    expect((await asking(frontDesk)('/help subscriptions')).words).not.toContain('alone opens a form');
    // What is left out of a change stays as it is.
    expect((await asking(frontDesk)('/help subscriptions')).words).not.toMatch(/(08:00|10|all|line) when left out/);
  });

  it('an editor reads by name where an alert goes', async () => {
    const { frontDesk } = await opened();
    const ask = asking(frontDesk);
    await ask('/subscribe 08:00');
    expect((await ask('/breaking headline:"Talks have begun" override:"A test" now:true')).words).toMatch(
      /on its way to 1 channel\..*#news \(test\)/s,
    );
  });

  describe('an alert', () => {
    const rules = { ...bundled.alerts, keys: { flash: 2, urgent: 2, update: 1 } };
    const editors = ['test:editor', 'test:second'];
    async function alerting(given: Partial<typeof rules> = {}) {
      const house = await openFrontDesk(await open(), { alerts: { ...rules, ...given }, editors });
      await house.desk.take([
        anUpdate({ title: 'Talks begin in Geneva', url: 'https://one.example/a' }),
        anUpdate({ title: 'Talks begin in Geneva', url: 'https://two.example/b', source: 'two' }),
      ]);
      await house.desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
      const ask = asking(house.frontDesk);
      const second = asking(house.frontDesk, { id: 'second', name: 'Second' });
      const copies = () => house.store.deliveries.withKey('alert:');
      return { ...house, ask, second, copies };
    }

    it('is shown to its author alone, whole, with what stands behind it and what it needs', async () => {
      const { ask, copies } = await alerting();
      const draft = await ask('/breaking headline:"Talks have begun" known:"In Geneva." story:1');
      expect(draft).toMatchObject({ tone: 'routine', audience: 'asker' });
      expect(draft.words).toMatch(
        /a draft: nothing was sent.*Talks have begun.*In Geneva\..*B2 probably true · 2 independent owners.*by Editor.*one, two.*NATO\/EU.*2 editors.*1 channel.*Ask for the second key.*Discard/s,
      );
      expect(await copies()).toEqual([]);
    });

    it('goes from the author’s button over the second editor’s to every channel, once', async () => {
      const { ask, second, copies, store } = await alerting();
      const draft = await ask('/breaking headline:"Talks have begun" story:1');
      const asked = await ask(typedBy(draft.message, 'Ask for the second key'));
      expect(asked.words).toContain('waits for another key');
      const [notice] = await store.deliveries.recent({ channel: 'web:newsroom', limit: 1 });
      if (notice === undefined) throw new Error('nobody was asked');
      const approve = typedBy(notice.message, 'Approve');
      expect((await ask(approve)).words).toContain('You wrote alert 1');
      expect((await second(approve)).words).toContain('on its way to 1 channel');
      expect((await second(approve)).words).toContain('was sent already');
      expect((await copies()).map(({ channel }) => channel)).toEqual(['test:news']);
      expect((await ask('/alert')).words).toMatch(/1 · sent.*urgent.*Talks have begun.*Editor/s);
      expect((await ask('/alert show 1')).words).toMatch(/Alert 1 was sent\..*Turned by Editor, Second\./s);
    });

    it('is looked at by another editor with their own buttons', async () => {
      const { ask, second } = await alerting();
      const draft = await ask('/breaking headline:"Talks have begun" story:1');
      expect((await second('/alert show 1')).words).not.toMatch(/Send|Ask for the second|Discard/);
      await ask(typedBy(draft.message, 'Ask for the second key'));
      const shown = await second('/alert show 1');
      expect((await second(typedBy(shown.message, 'Reject'))).words).toContain('was rejected');
      expect((await ask('/alert show 1')).words).not.toContain('Discard');
    });

    it('with too little behind it asks for the reason in a form, and says it to every channel', async () => {
      const { ask, frontDesk, copies } = await alerting({ keys: { flash: 1, urgent: 1, update: 1 } });
      const draft = await ask('/breaking headline:"Talks have begun" link:https://nobody.example/');
      expect(draft.words).toMatch(/F6 cannot be judged · no independent owners.*asks for 2 independent owners/s);
      const [, command = '', input = ''] = /^\/(\S+) (.*)$/.exec(typedBy(draft.message, 'Send')) ?? [];
      const form = await frontDesk.form({ command, input, asker: editor, channel: null });
      expect(form?.fields.map(({ name }) => name)).toEqual(['override']);
      // A form that is sent off empty is opened no second time.
      expect(await frontDesk.ask({ command, input: { ...form?.given }, asker: editor, channel: null })).toMatchObject({
        option: 'override',
        message: { tone: 'problem', summary: expect.stringContaining('0 independent owners stand behind alert 1') },
      });
      const filled = { ...form?.given, override: 'Seen by our own' };
      const { message } = await frontDesk.ask({ command, input: filled, asker: editor, channel: null });
      expect(message.summary).toContain('on its way');
      expect(JSON.stringify(await copies())).toContain("Sent on an editor's judgement: Seen by our own");
    });

    it('goes at once where its author says so and it may', async () => {
      const { ask, copies } = await alerting({ keys: { flash: 1, urgent: 1, update: 1 } });
      expect((await ask('/breaking headline:"Too little" now:true')).words).toContain('asks for 2. Where it goes');
      expect((await ask('/breaking headline:"Talks have begun" story:1 now:true')).words).toContain('on its way');
      expect(await copies()).toHaveLength(1);
      const again = await ask('/breaking headline:"Talks, have begun" story:1 now:true');
      expect(again.words).toContain('Alert 2 says the same. Send this one too?');
      expect(await copies()).toHaveLength(1);
      expect((await ask(typedBy(again.message, 'Send'))).words).toContain('on its way');
      expect(await copies()).toHaveLength(2);
    });

    it('takes several addresses, and says what is wrong with one', async () => {
      const { ask, frontDesk } = await alerting();
      const links = 'https://one.example/a https://two.example/b';
      expect((await ask(`/breaking headline:"Talks have begun" link:"${links}"`)).words).toMatch(
        /one\.example.*two\.example.*B2 probably true/s,
      );
      for (const wrong of ['nato.int', `"${links} nato.int"`, 'https://%%/', '"https://a.example/ ftp://x"']) {
        const input = `headline:"Talks have begun" link:${wrong}`;
        const answer = await frontDesk.ask({ command: 'breaking', input, asker: editor, channel: null });
        expect(answer).toMatchObject({ option: 'link', message: { summary: expect.stringContaining('is none') } });
      }
      const six = [1, 2, 3, 4, 5, 6].map((at) => `https://a.example/${at}`).join(' ');
      expect((await ask(`/breaking headline:"Talks have begun" link:"${six}"`)).words).toContain('these are 6');
    });

    it('is refused to who is no editor, which the ledger keeps', async () => {
      const { frontDesk, store } = await alerting();
      const stranger = asking(frontDesk, { id: 'someone', name: 'Someone' });
      expect((await stranger('/alert approve 1')).words).toContain('Only editors of the desk may use /alert');
      expect((await stranger('/breaking headline:"Not mine"')).words).toContain('Only editors');
      await stranger('/pin 1');
      const refused = (await store.ledger.recent(9)).filter(({ action }) => action.endsWith('refused'));
      expect(refused).toMatchObject([
        { action: 'alert.refused', actor: 'test:someone', subject: 'command:breaking', details: { name: 'Someone' } },
        { action: 'alert.refused', subject: 'command:alert' },
      ]);
    });

    it('needs its number', async () => {
      const { ask } = await alerting();
      expect((await ask('/alert approve')).words).toContain('Say which alert: /alert approve 7');
      expect((await ask('/alert')).words).toContain('no alerts yet');
    });
  });

  it('a channel with several subscriptions is told which is which', async () => {
    const { frontDesk } = await opened();
    const ask = asking(frontDesk);
    await ask('/subscribe 08:00 zone:UTC');
    await ask('/subscribe every 4 hours military zone:UTC');
    expect((await ask('/unsubscribe')).words).toContain(
      '/unsubscribe 1 (every day at 08:00 (UTC)); /unsubscribe 2 (every 4 hours (UTC), military).',
    );
    expect((await ask('/unsubscribe 2')).words).toContain('no longer receives the digest every 4 hours');
  });

  it('tells an editor of every channel, and others of their own alone', async () => {
    const { frontDesk, store } = await opened();
    for (const id of ['news', 'hidden']) await store.channels.save(aChannel(id));
    const lost = await endDelivery(store, { channel: aChannel('hidden'), how: 'lost', at: NOON });
    const read = asking(frontDesk, { id: 'someone' });
    expect(await read('/status')).toMatchObject({
      tone: 'routine',
      audience: 'asker',
      words: expect.stringMatching(/^Everything is fine\. (?!.*hidden)/s),
    });
    expect((await read(`/resend ${lost.id}`)).words).toContain('Only editors');
    const edit = asking(frontDesk);
    expect((await edit('/status')).words).toMatch(
      /need attention.*#hidden \(test\).*failed.*may not have been posted/s,
    );
    expect((await edit(`/resend ${lost.id}`)).words).toMatch(/may stand in #hidden \(test\) already/);
    expect((await edit(`/resend ${lost.id} anyway:true`)).words).toContain('queued to be sent again');
    expect((await store.ledger.recent(1))[0]).toMatchObject({ actor: 'test:editor', details: { name: 'Editor' } });
  });

  it('completes what is typed', async () => {
    const { frontDesk } = await opened();
    const complete = async (command: string, option: string, typed: string) =>
      (await frontDesk.suggest({ command, input: {}, asker: editor, channel: aChannel() }, option, typed)).map(
        ({ value }) => value,
      );
    expect((await complete('subscribe', 'zone', 'kyi'))[0]).toBe('Europe/Kyiv');
    expect(await complete('subscribe', 'zone', 'new york')).toEqual(['America/New_York']);
    const zones = await complete('subscribe', 'zone', '');
    expect([zones.length, ...zones.slice(0, 2)]).toEqual([25, 'Europe/Kyiv', 'UTC']);
    expect(await complete('explain', 'subject', 'стаття 5')).toEqual(['article-5']);
    expect(await complete('help', 'command', 'sub')).toEqual(['subscribe', 'subscriptions', 'unsubscribe']);
    expect(await complete('latest', 'limit', '1')).toEqual([]);
  });

  it('a fault is logged, and told without its details', async () => {
    const { frontDesk, errors, desk } = await opened();
    const broken = createFrontDesk({
      commands: frontDesk.commands,
      desk: { ...desk, sources: () => Promise.reject(new Error('disk full at /secret/path')) },
      log: { error: (...words: unknown[]) => void errors.push(words) },
    });
    const { tone, words } = await asking(broken)('/sources');
    expect(tone).toBe('problem');
    expect(words).not.toContain('secret');
    expect(errors).toHaveLength(1);
  });
});
