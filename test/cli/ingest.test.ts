import { expect, it } from 'vitest';
import { ingestLines } from '../../src/cli/ingest-lines.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEngines } from '../support/databases.ts';
import { NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const line = (at: number, more: object = {}): string =>
  JSON.stringify({ source: 'one', title: `Piece number ${at}`, url: `https://one.example/${at}`, ...more });

describeEngines('updates of which each line holds one', ({ open }) => {
  async function opened(store: Store) {
    const { desk, room } = await openDesk(store);
    const told: string[] = [];
    let now = NOON;
    const ingest = (lines: Iterable<string> | AsyncIterable<string>, tick = 0) =>
      ingestLines({
        bureau: { desk, file: room.file },
        chunks: (async function* () {
          for await (const one of lines) yield Buffer.from(`${one}\n`);
        })(),
        name: 'news.ndjson',
        clock: () => {
          now += tick;
          return now;
        },
        tell: (words) => void told.push(words),
      });
    return { ingest, told };
  }

  it('are added, revised or known, and the ledger keeps who brought them', async () => {
    const store = await open();
    const { ingest, told } = await opened(store);
    const first = await ingest([line(1), line(2), line(1)]);
    expect(first.rows).toEqual([{ lines: 3, added: 2, revised: 0, known: 1, refused: 0 }]);
    expect(first.message).toMatchObject({
      tone: 'routine',
      summary: '3 lines: 2 added, 0 revised, 1 known, 0 refused.',
    });
    const second = await ingest([line(1, { summary: 'More is known.' }), line(2)]);
    expect(second.rows).toEqual([{ lines: 2, added: 0, revised: 1, known: 1, refused: 0 }]);
    await ingest([line(2)]);
    expect(told).toEqual([]);
    expect(await store.ledger.recent(9)).toMatchObject([
      {
        actor: 'terminal:local',
        action: 'updates.taken',
        subject: 'file:news.ndjson',
        details: { added: 0, revised: 1 },
      },
      { actor: 'terminal:local', action: 'updates.taken', details: { added: 2, revised: 0 } },
    ]);
  });

  it('are told by number and reason where they are none, and the others are stored', async () => {
    const store = await open();
    const { ingest, told } = await opened(store);
    const bad = [
      '{"source":',
      '[]',
      line(3, { source: 'on' }),
      line(4, { source: 'somebody-else', titel: 'x' }),
      line(5, { url: 'ftp://one.example/\u001b[2J', published: 'soon\u001b[2J' }),
    ];
    const { message, rows } = await ingest([line(1), ...bad, line(2)]);
    expect([message.tone, rows]).toEqual(['problem', [{ lines: 7, added: 2, revised: 0, known: 0, refused: 5 }]]);
    expect(told).toEqual([
      'line 2: is no JSON. One line holds one update, as an object.',
      expect.stringMatching(/^line 3: the line is an empty list: Expected the fields source, title, url/),
      expect.stringMatching(/^line 4: source is "on": The desk has no such source\. Did you mean one\?/),
      expect.stringMatching(/^line 5: source is "somebody-else": .*Add it under sources.* titel is not a field here/),
      expect.stringMatching(/^line 6: url is .*Expected the http\(s\) address.* published is "soon/),
    ]);
    expect(told.join('')).not.toContain('\u001b');
    expect(await store.updates.count()).toBe(2);
  });

  it('are stored a few at a time, and progress is told, while the rest is still on its way', async () => {
    const store = await open();
    const { ingest, told } = await opened(store);
    const stored: number[] = [];
    const source = (async function* () {
      for (let at = 0; at < 1_200; at += 1) {
        if (at === 1_199) stored.push(await store.updates.count());
        yield line(at);
      }
    })();
    await ingest(source, 600);
    expect(stored).toEqual([1_000]);
    expect(told[0]).toBe('500 lines: 500 added, 0 revised, 0 known, 0 refused');
  });

  it('that came before a stream broke stay, on record', async () => {
    const store = await open();
    const { ingest } = await opened(store);
    const source = (async function* () {
      for (let at = 0; at < 500; at += 1) yield line(at);
      throw new Error('the pipe broke');
    })();
    await expect(ingest(source)).rejects.toThrow('the pipe broke');
    expect(await store.updates.count()).toBe(500);
    expect((await store.ledger.recent(1))[0]).toMatchObject({ action: 'updates.taken', details: { added: 500 } });
  });
});
