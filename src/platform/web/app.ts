import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { Log } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import type { Board } from './board.ts';
import type { Drawing } from './drawing.ts';
import type { Events } from './events.ts';
import { guard, harden } from './guard.ts';

const files = {
  'newsroom.js': 'text/javascript',
  'completion.js': 'text/javascript',
  'times.js': 'text/javascript',
  'base.css': 'text/css',
  'frame.css': 'text/css',
  'message.css': 'text/css',
  'composer.css': 'text/css',
  'icon.svg': 'image/svg+xml',
} as const;
/** Longest question that is read, in bytes. */
const longest = 64 * 1024;
/** A dead connection shows itself only when something is written to it. */
const beat = 25_000;

/** The newsroom's routes, except asking, beside those of the API. Reads the page's own files once, at the start. */
export async function createApp({
  host,
  engine,
  board,
  drawing,
  events,
  api,
  closing,
  clock,
  log,
}: {
  /** The address that the server listens on. */
  readonly host: string;
  readonly engine: Store['engine'];
  readonly board: Board;
  readonly drawing: Drawing;
  readonly events: Events;
  /** Answers programs, who show a token: it needs neither the guard nor the newsroom's limits. */
  readonly api: Hono;
  /** Ends the open event streams. */
  readonly closing: AbortSignal;
  readonly clock: () => number;
  readonly log: Pick<Log, 'error'>;
}): Promise<Hono> {
  const startedAt = clock();
  const app = new Hono();
  app.use(harden);
  app.route('/', api);
  app.use(guard({ host }));
  app.use(
    bodyLimit({
      maxSize: longest,
      onError: (context) => context.json({ error: 'The newsroom takes at most 64 kB in one question.' }, 413),
    }),
  );
  app.onError((error, context) => {
    log.error({ err: error }, `web: a request failed (${context.req.method} ${context.req.path})`);
    return context.json({ error: 'The newsroom could not do this. The log says why.' }, 500);
  });
  app.notFound((context) => context.json({ error: 'There is no such page. The newsroom is at /.' }, 404));

  const serve = (path: string, type: string, content: string): void => {
    app.get(path, (context) => context.body(content, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }));
  };
  for (const [name, type] of Object.entries(files)) {
    serve(`/page/${name}`, type, await readFile(new URL(`page/${name}`, import.meta.url), 'utf8'));
  }
  for (const { name, css } of drawing.previews) serve(`/previews/${name}.css`, 'text/css', css);

  app.get('/', async (context) => context.html(await drawing.page(context.req.query())));
  app.get('/parts/channels', async (context) => context.html(await drawing.channels(context.req.query())));
  app.get('/parts/status', async (context) => context.html(await drawing.status()));
  app.get('/parts/entries/:id', async (context) => {
    const entry = await board.entry(context.req.param('id'));
    return entry === null ? context.notFound() : context.html(drawing.entry(entry, context.req.query('view')));
  });
  app.get('/healthz', (context) =>
    context.json({ ok: true, engine, uptime: Math.round((clock() - startedAt) / 1_000) }),
  );
  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const unsubscribe = events.subscribe((changes) => {
        void stream.writeSSE({ event: 'changes', data: JSON.stringify(changes) });
      });
      const pulse = setInterval(() => void stream.writeSSE({ event: 'beat', data: '' }), beat);
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        closing.addEventListener('abort', () => resolve());
        if (closing.aborted) resolve();
      });
      clearInterval(pulse);
      unsubscribe();
    }),
  );
  return app;
}
