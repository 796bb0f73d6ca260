import type { Answer, FrontDesk, Question } from '../../command/front-desk.ts';
import { within } from '../../command/patience.ts';
import type { DiscordPayload } from './component.ts';
import { answerMark } from './marker.ts';
import { renderDiscord } from './render.ts';
import type { Responder } from './respond.ts';

/** Milliseconds; Discord takes the first response for three seconds. */
const patience = 1_000;

/**
 * Asks the front desk and shows the answer. One that comes within a second is shown at once; for a slower one
 * Discord shows that the bot is thinking, in public or not as the command's audience says.
 *
 * `turns`: the button that asks stands under this person's own answer to the same command, as a paging button does. Then the
 * answer replaces that message instead of adding one below. A problem never replaces what was there.
 */
export async function answerQuestion({
  frontDesk,
  question,
  responder,
  turns = false,
}: {
  readonly frontDesk: FrontDesk;
  readonly question: Question;
  readonly responder: Responder;
  readonly turns?: boolean;
}): Promise<void> {
  const asked = frontDesk.ask(question);
  const early = await within(asked, patience, null);
  if (early !== null) return showAtOnce(early, question.command, responder, turns);
  if (turns) {
    await responder.deferUpdate();
    return showInPlace(await asked, question.command, responder);
  }
  const hidden = frontDesk.find(question.command)?.audience !== 'channel';
  await responder.defer(hidden);
  return showDeferred(await asked, question.command, responder, hidden);
}

async function showAtOnce(answer: Answer, command: string, responder: Responder, turns: boolean): Promise<void> {
  const [first, more] = pagesOf(answer, command);
  if (turns && more.length === 0 && !isProblem(answer)) return responder.update(first);
  const hidden = answer.audience === 'asker';
  await responder.reply(first, hidden);
  await followAll(more, responder, hidden);
}

async function showInPlace(answer: Answer, command: string, responder: Responder): Promise<void> {
  const [first, more] = pagesOf(answer, command);
  const hidden = answer.audience === 'asker';
  if (isProblem(answer)) await responder.follow(first, hidden);
  else await responder.edit(first);
  await followAll(more, responder, hidden);
}

/** What was promised in public but is for the asker alone is taken back first: Discord cannot hide it any more. */
async function showDeferred(answer: Answer, command: string, responder: Responder, hidden: boolean): Promise<void> {
  const [first, more] = pagesOf(answer, command);
  if (answer.audience === 'asker' && !hidden) {
    await responder.remove();
    await responder.follow(first, true);
    return followAll(more, responder, true);
  }
  await responder.edit(first);
  await followAll(more, responder, hidden);
}

async function followAll(pages: readonly DiscordPayload[], responder: Responder, hidden: boolean): Promise<void> {
  for (const page of pages) await responder.follow(page, hidden);
}

const isProblem = ({ message }: Answer): boolean => message.tone === 'problem';

/** An answer of one page bears the mark by which its buttons may turn it; of several pages no single one may be replaced. */
function pagesOf({ message }: Answer, command: string): readonly [DiscordPayload, readonly DiscordPayload[]] {
  const [first, ...more] = renderDiscord(message);
  if (first === undefined) throw new Error(`discord: an answer has no page (${command})`);
  if (more.length > 0) return [first, more];
  const [container] = first.components;
  return [{ ...first, components: [{ ...container, id: answerMark(command) }] }, []];
}
