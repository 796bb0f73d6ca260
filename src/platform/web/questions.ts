import type { Hono } from 'hono';
import type { FrontDesk } from '../../command/front-desk.ts';
import { asked, askerIn, completionOf, readQuestion } from './asking.ts';
import type { Conversation } from './conversation.ts';
import type { Drawing } from './drawing.ts';
import { drawForm } from './form.ts';
import { newsroomChannel } from './newsroom-channel.ts';

const closed = 'This newsroom is open to the network, so it takes no questions. Open it on the desk’s own machine.';
const unreadable = 'The question could not be read. Type a command, for example /help.';

/**
 * Adds the routes by which the page asks the desk. `POST /api/ask` answers with what to draw: an entry of the
 * conversation, or the form that the question opens. `open` false refuses every question.
 */
export function addQuestions(
  app: Hono,
  {
    open,
    frontDesk,
    conversation,
    drawing,
    clock,
  }: {
    readonly open: boolean;
    readonly frontDesk: FrontDesk;
    readonly conversation: Conversation;
    readonly drawing: Drawing;
    readonly clock: () => number;
  },
): void {
  app.get('/api/commands', (context) => context.json(frontDesk.commands.map(completionOf)));

  app.get('/api/suggest', async (context) => {
    if (!open) return context.json({ error: closed }, 403);
    const { command = '', option = '', typed = '' } = context.req.query();
    const question = { command, input: '', asker: askerIn(null), channel: newsroomChannel };
    return context.json(await frontDesk.suggest(question, option, typed));
  });

  app.post('/api/ask', async (context) => {
    if (!open) return context.json({ error: closed }, 403);
    // A page elsewhere can send JSON only after asking for leave, which this server never gives.
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
      return context.json({ error: 'A question is sent as JSON.' }, 415);
    }
    const body = asked.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json({ error: unreadable }, 400);
    const { question, line, filled } = readQuestion(body.data);
    const form = filled ? null : await frontDesk.form(question);
    if (form !== null) return context.json({ kind: 'form', form, html: drawForm(form) });
    const at = clock();
    const answer = await frontDesk.ask(question);
    const exchange = conversation.add({ at, line, answer });
    const html = drawing.entry({ kind: 'exchange', id: exchange.id, at, exchange }, body.data.view);
    return context.json({ kind: 'answer', id: exchange.id, answer, html });
  });
}
