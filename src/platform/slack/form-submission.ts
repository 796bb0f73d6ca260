import type { App, ViewSubmitAction } from '@slack/bolt';
import { within } from '../../command/patience.ts';
import { clip } from '../../news/excerpt.ts';
import { questionOf, type Reception, showAnswer, type Visitor } from './attend.ts';
import { type FormMemory, formCallback, formValues } from './form.ts';

/** Milliseconds in which an answer can still hold the form open; Slack wants its acknowledgement within 3,000. */
const patience = 1_000;

/** Answers submitted forms. A problem that is found at once keeps the form open, so that nothing typed is lost. */
export function takeForms(app: App, reception: Reception): void {
  app.view<ViewSubmitAction>({ callback_id: formCallback, type: 'view_submission' }, async ({ ack, body, view }) => {
    // Written by `formView`; only Slack brings it back.
    const memory = JSON.parse(view.private_metadata) as FormMemory;
    const visitor = visitorOf(body, memory);
    const given = (async () => {
      const input = { ...memory.hidden, ...formValues(view.state.values) };
      const question = await questionOf(reception, visitor, memory.command, input);
      return reception.frontDesk.ask(question);
    })();
    const early = await within(given, patience, null);
    if (early?.message.tone === 'problem') {
      const problem = early.message.summary || 'This does not fit.';
      const fields = Object.keys(view.state.values);
      const field = fields.find((name) => name === early.option) ?? fields[0];
      if (field !== undefined) return ack({ response_action: 'errors', errors: { [field]: clip(problem, 300) } });
    }
    await ack();
    const manner = { pressed: memory.pressed, replaces: false };
    await showAnswer(reception.answers, visitor, memory.command, manner, await given);
  });
}

const visitorOf = (body: ViewSubmitAction, { channel, thread, responseUrl }: FormMemory): Visitor => ({
  user: body.user.id,
  name: body.user.name,
  channel,
  thread,
  responseUrl,
});
