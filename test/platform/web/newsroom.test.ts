import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { SendFailure } from '../../../src/delivery/sender.ts';
import { channelKey } from '../../../src/news/channel.ts';
import { newsroomChannel } from '../../../src/platform/web/newsroom-channel.ts';
import { createSender } from '../../../src/platform/web/sender.ts';
import { startNewsroom } from '../../../src/platform/web/server.ts';
import type { NewDelivery } from '../../../src/store/deliveries.ts';
import { hostileText } from '../../support/gallery.ts';
import { openNewsroom, said } from './open-newsroom.ts';

const key = channelKey(newsroomChannel);
const question = { zone: 'Europe/Kyiv' };

describe('the page', () => {
  it('shows the channels of all platforms, where their last delivery stands, and the status', async () => {
    const { store, claim, page } = await openNewsroom();
    const news = { platform: 'loud', workspace: 'T1', id: 'C1', name: 'russia-nato' };
    const { delivery, token } = await claim(said('Hello'), news);
    await store.deliveries.fail(delivery.id, token, 'No permission there.');

    const html = await page();
    expect(html).toMatch(/<h2>Loud<\/h2>.*#russia-nato.*Failed/s);
    expect(html).toContain('&lt;b&gt;41&lt;/b&gt; of 42 answer');
    expect(html).not.toContain('No permission there.');

    const other = await page(`/?channel=${channelKey(news)}`);
    expect(other).toContain('No permission there.');
    // Its platform has a preview of its own, so the channel opens with it.
    expect(other).toContain('<b>5</b>');
    expect(other).not.toContain('id="composer"');
  });

  it('keeps hostile text of deliveries and questions as text', async () => {
    const { store, claim, page, ask } = await openNewsroom();
    await store.channels.save({ ...newsroomChannel, platform: 'loud', id: 'x', name: '"><script>alert(1)</script>' });
    await claim(said(`</script><img src=x onerror=alert(1)> ${hostileText}`));
    await ask({ ...question, line: '/echo <img src=x onerror=alert(2)></script>' });
    const html = await page();
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('&lt;img src=x onerror=alert(2)&gt;');
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('draws with the chosen preview, and plainly where that one fails', async () => {
    const { claim, page, get, logged } = await openNewsroom();
    await claim(said('Hello'));
    expect(await page('/?view=loud')).toContain('<div class="preview-loud"><b>5</b></div>');
    expect(await page('/previews/loud.css')).toContain('color: red');
    const broken = await page('/?view=broken');
    expect(broken).toContain('<bdi>Hello</bdi>');
    expect(broken).not.toContain('secret stack');
    expect(logged.flat()).toContain('web: a message could not be drawn, so it is shown plain (broken)');
    expect((await get('/nowhere')).status).toBe(404);
  });

  it('refers to nothing outside, and every file it names is there', async () => {
    const { page, get } = await openNewsroom();
    const html = await page();
    const named = [...html.matchAll(/(?:src|href)="([^"#?][^"?]*)"/g)].map((match) => match[1] ?? '');
    expect(named).toEqual(expect.arrayContaining(['/page/newsroom.js', '/page/base.css', '/previews/plain.css']));
    for (const path of [...named, '/page/completion.js', '/page/times.js']) {
      expect(path).toMatch(/^\//);
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
});

describe('asking', () => {
  it('answers a typed line in the newsroom channel, and remembers it', async () => {
    const { ask, frontDesk, page } = await openNewsroom();
    const answer = await ask({ ...question, line: '/echo hello there' });
    const told = await answer.json();
    expect(told.answer).toMatchObject({ audience: 'channel', message: { summary: 'hello there' } });
    expect(told.html).toContain('in channel');
    expect(frontDesk.asked).toEqual([
      {
        command: 'echo',
        input: 'hello there',
        channel: newsroomChannel,
        asker: {
          platform: 'web',
          workspace: 'local',
          id: 'local',
          name: 'the newsroom',
          manages: true,
          roles: [],
          timeZone: 'Europe/Kyiv',
        },
      },
    ]);
    expect(await page()).toContain('<code>/echo hello there</code>');
  });

  it.each([
    ['/sitrep echo hello', 'echo', 'hello'],
    ['sitrep /echo hello', 'echo', 'hello'],
    ['pages page:2', 'pages', 'page:2'],
    ['/Whisper', 'whisper', ''],
    ['/sitrep', 'help', ''],
    ['/nonsense  two words', 'nonsense', 'two words'],
  ])('reads %s', async (line, command, input) => {
    const { ask, frontDesk } = await openNewsroom();
    expect((await ask({ line, zone: 'Nowhere/Never' })).status).toBe(200);
    expect(frontDesk.asked).toMatchObject([{ command, input, asker: { timeZone: null } }]);
  });

  it('marks what only the asker sees', async () => {
    const { ask } = await openNewsroom();
    expect((await (await ask({ ...question, line: '/whisper' })).json()).html).toContain('only you');
    expect((await (await ask({ ...question, line: '/nonsense' })).json()).html).toContain('only you');
  });

  it('shows a form for what was left out, and asks with its fields', async () => {
    const { ask, frontDesk } = await openNewsroom();
    const { kind, html } = await (await ask({ ...question, line: '/report level:flash' })).json();
    expect(kind).toBe('form');
    expect(html).toContain('data-form="report"');
    expect(html).toMatch(
      /<input type="text" id="form-report-headline" name="headline" value="" minlength="3" maxlength="80" required>/,
    );
    expect(html).toContain('<option value="flash" selected>');
    expect(html).toMatch(/<textarea [^>]*name="known"/);
    expect(frontDesk.asked).toEqual([]);

    const input = { headline: 'Blast "near" the border', level: 'flash', known: ' ' };
    const told = await (await ask({ ...question, command: 'report', input })).json();
    expect(told.answer.message.summary).toBe('Filed');
    expect(frontDesk.asked).toMatchObject([{ command: 'report', input: { headline: input.headline, level: 'flash' } }]);
    expect(frontDesk.asked[0]?.input).not.toHaveProperty('known');
  });

  it('shows in a form what the command fills in, and carries hidden what it does not show', async () => {
    const { ask, frontDesk } = await openNewsroom();
    const { html } = await (await ask({ ...question, line: '/settings change id:"s<1" zone:UTC' })).json();
    expect(html).toContain('<input type="hidden" name="action" value="change">');
    expect(html).toContain('<input type="hidden" name="id" value="s&lt;1">');
    expect(html).toMatch(/name="at" value="07:30"/);
    expect(html).toMatch(/name="zone" value="UTC"/);
    expect(html).toMatch(/<input type="number" [^>]*name="limit" value="5"/);
    expect(html).toContain('<option value="true">Yes</option><option value="false" selected>No</option>');
    expect(html).toMatch(/<option value="">not chosen<\/option><option value="flash" selected>/);
    expect(frontDesk.asked).toEqual([]);
  });

  it('leaves open in a form what was typed and is no choice', async () => {
    const { ask } = await openNewsroom();
    const { html } = await (await ask({ ...question, line: '/report level:flsh' })).json();
    expect(html).toContain('<option value="">not chosen</option><option value="flash">');
  });

  it.each(['', 'not json', '{}', '{"line":"  ","zone":null}', '{"line":7}', '[]', 'null'])(
    'refuses %j in words',
    async (body) => {
      const { ask, frontDesk } = await openNewsroom();
      const answer = await ask(body);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatch(/Type a command/);
      expect(frontDesk.asked).toEqual([]);
    },
  );

  it('lists the commands and completes their options', async () => {
    const { get } = await openNewsroom();
    const commands = await (await get('/api/commands')).json();
    expect(commands).toContainEqual(
      expect.objectContaining({
        name: 'report',
        options: expect.arrayContaining([expect.objectContaining({ name: 'level' })]),
      }),
    );
    const offers = await get('/api/suggest?command=echo&option=words&typed=hi');
    expect(await offers.json()).toEqual([{ label: 'hi!', value: 'hi!' }]);
  });
});

describe('delivering', () => {
  it('gives a receipt, tells open pages at once and later what became of it', async () => {
    const { sender, store, claim, get, page } = await openNewsroom();
    const changes = readChanges(await get('/api/events'));
    const { delivery, token } = await claim(said('Live from the desk'));
    const parcel = {
      delivery: delivery.id,
      page: 0,
      channel: newsroomChannel,
      payload: sender.render(delivery.message)[0],
      first: null,
      triedAt: null,
    };
    expect(await sender.obstacle(newsroomChannel)).toBeNull();
    const receipt = await sender.post(parcel);
    expect(receipt).toMatch(/^newsroom-/);
    expect(await changes.next()).toMatchObject([{ id: delivery.id, channel: key }]);
    expect(await (await get(`/parts/entries/${delivery.id}?view=plain`)).text()).toContain('Being sent');

    await store.deliveries.posted(delivery.id, token, [receipt], true, Date.now());
    expect(await changes.next()).toMatchObject([{ id: delivery.id }]);
    expect(await page()).toMatch(new RegExp(`Delivered.*Live from the desk.*${receipt}`, 's'));
    expect(await sender.find(parcel)).toEqual({ receipt });
    expect(await sender.find({ ...parcel, delivery: 'never' })).toBe('absent');
  });

  it('tells of a post once, and of none that it cannot show', async () => {
    const { store, claim } = await openNewsroom();
    const { delivery } = await claim(said('Hello'));
    let told = 0;
    const sender = createSender({
      store,
      arrived: () => {
        told += 1;
      },
    });
    const parcel = { delivery: delivery.id, page: 0, payload: delivery.message, first: null, triedAt: null };
    await sender.post({ ...parcel, channel: newsroomChannel });
    expect(told).toBe(1);
    await expect(sender.post({ ...parcel, channel: { ...newsroomChannel, id: 'elsewhere' } })).rejects.toThrow();
    expect(told).toBe(1);
  });

  it('refuses channels that it does not bear', async () => {
    const { sender } = await openNewsroom();
    const channel = { ...newsroomChannel, id: 'elsewhere', name: 'elsewhere' };
    const parcel = { delivery: 'd1', page: 0, channel, payload: said('x'), first: null, triedAt: null };
    expect(await sender.obstacle(channel)).toContain('#newsroom');
    await expect(sender.post(parcel)).rejects.toSatisfy(
      (error) => error instanceof SendFailure && error.kind === 'blocked',
    );
  });
});

describe('what is said about a message', () => {
  async function openAmended() {
    const house = await openNewsroom();
    const send = async (words: string, more: Partial<NewDelivery> = {}) => {
      const { delivery, token } = await house.claim(said(words), newsroomChannel, more);
      const arrive = () => house.store.deliveries.posted(delivery.id, token, ['m1'], true, Date.now());
      return { id: delivery.id, arrive };
    };
    const copy = await send('Bridge closed');
    await copy.arrive();
    return { ...house, send, copy };
  }
  const entries = (html: string): number => html.match(/<article/g)?.length ?? 0;

  it('stands in its place once it was delivered, with the time', async () => {
    const { page, send, copy } = await openAmended();
    const first = await send('Bridge open', { act: 'edit', target: copy.id });
    const before = await page();
    expect([before, entries(before)]).toEqual([expect.stringContaining('Bridge closed'), 1]);
    expect(before).not.toContain('edited');
    await first.arrive();
    await (await send('Bridge half open', { act: 'edit', target: copy.id })).arrive();
    const after = await page();
    expect([after, entries(after)]).toEqual([expect.stringContaining('Bridge half open'), 1]);
    expect(after).toMatch(/<span class="edited">edited <time/);
    for (const old of ['Bridge closed', 'Bridge open']) expect(after).not.toContain(old);
  });

  it('says below which message it stands, as that reads now', async () => {
    const { page, send, copy } = await openAmended();
    await (await send('It was a test', { act: 'reply', target: copy.id })).arrive();
    expect(await page()).toContain('<p class="above">below: <bdi>Bridge closed</bdi></p>');
    await (await send('Bridge <open>', { act: 'edit', target: copy.id })).arrive();
    expect(await page()).toContain('<p class="above">below: <bdi>Bridge &lt;open&gt;</bdi></p>');
  });

  it('leaves where the channel stands to the messages', async () => {
    const { get, store, copy } = await openAmended();
    const row = { channel: key, kind: 'amendment', message: said('Bridge open'), priority: 20 } as const;
    await store.deliveries.enqueue({ ...row, dedupeKey: 'edit', act: 'edit', target: copy.id, createdAt: Date.now() });
    const channels = await (await get('/parts/channels')).text();
    expect(channels).toContain('Delivered');
    expect(channels).not.toContain('Waiting');
  });

  it.each([0, 120])('is told to open pages (after %s other messages)', async (others) => {
    const { get, store, send, copy } = await openAmended();
    const row = { channel: key, kind: 'digest', message: said('Other'), priority: 90, createdAt: Date.now() } as const;
    await store.deliveries.enqueueAll(
      Array.from({ length: others }, (_, at) => ({ ...row, dedupeKey: `other:${at}` })),
    );
    const changes = readChanges(await get('/api/events'));
    await changes.next();
    const edit = await send('Bridge open', { act: 'edit', target: copy.id });
    await edit.arrive();
    const entry = await (await get(`/parts/entries/${copy.id}`)).text();
    expect(entry).toContain('Bridge open');
    const version = /data-version="([^"]*)"/.exec(entry)?.[1];
    // A look may have come between.
    const looks = [await changes.next()];
    if (!JSON.stringify(looks).includes(edit.id)) looks.push(await changes.next());
    expect(looks.at(-1)).toEqual([{ id: copy.id, channel: key, version }]);
    expect((await get(`/parts/entries/${edit.id}`)).status).toBe(404);
  });
});

describe('running', () => {
  it('tells its health', async () => {
    const { get } = await openNewsroom();
    expect(await (await get('/healthz')).json()).toEqual({ ok: true, engine: 'sqlite', uptime: expect.any(Number) });
  });

  it('says which port is taken and which setting changes it', async () => {
    const { port, store, frontDesk } = await openNewsroom();
    const log = { warn: () => {}, error: () => {} };
    const again = startNewsroom({
      host: '127.0.0.1',
      port,
      frontDesk,
      store,
      previews: [],
      status: async () => ({ lines: [] }),
      api: new Hono(),
      clock: Date.now,
      log,
    });
    await expect(again).rejects.toThrow(new RegExp(`port ${port}.*SITREP_HTTP_PORT`));
  });

  it('stops with pages open', async () => {
    const { get, stop } = await openNewsroom();
    await get('/api/events');
    await stop();
    await expect(get('/')).rejects.toThrow();
  });

  it('only shows messages where the network can reach it', async () => {
    const { page, ask, get, logged, frontDesk } = await openNewsroom({ host: '0.0.0.0' });
    expect(logged.flat().join(' ')).toContain('SITREP_HTTP_HOST');
    expect(await page()).not.toContain('id="composer"');
    expect((await ask({ ...question, line: '/echo hello' })).status).toBe(403);
    expect((await get('/api/suggest?command=echo&option=words&typed=hi')).status).toBe(403);
    expect(frontDesk.asked).toEqual([]);
  });
});

/** The `changes` events of a stream, one by one. */
function readChanges(stream: Response): { next(): Promise<unknown> } {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    next: async () => {
      for (;;) {
        const [found, data] = /event: changes\ndata: (.*)\n\n/.exec(text) ?? [];
        if (found !== undefined && data !== undefined) {
          text = text.slice(text.indexOf(found) + found.length);
          return JSON.parse(data);
        }
        const piece = await reader?.read();
        if (piece === undefined || piece.done) throw new Error('The stream ended.');
        text += piece.value;
      }
    },
  };
}
