import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { FrontDesk, Input, Question } from '../../command/front-desk.ts';
import type { Channel } from '../../news/channel.ts';
import type { Answers } from './answers.ts';
import { formView } from './form.ts';
import type { People } from './people.ts';

/** What listeners need to bring a question to the front desk and its answer back. */
export interface Reception {
  readonly frontDesk: FrontDesk;
  readonly people: People;
  readonly answers: Answers;
  readonly client: webApi.WebClient;
  readonly log: Logger;
}

/** Who asked, and where, as Slack has verified it. */
export interface Visitor {
  readonly workspace: string;
  readonly user: string;
  readonly name: string;
  readonly channel: { readonly id: string; readonly name: string };
  readonly thread: string | null;
  readonly responseUrl: string | null;
}

/** How somebody asked: a press of a button is the reader's own, so that only the reader sees its answer. */
export interface Manner {
  readonly pressed: boolean;
  readonly replaces: boolean;
}

export async function questionOf(
  { people }: Reception,
  visitor: Visitor,
  command: string,
  input: Input,
): Promise<Question> {
  const person = await people.about(visitor.user);
  const { workspace, user: id, name } = visitor;
  return {
    command,
    input,
    asker: { platform: 'slack', workspace, id, name, ...person },
    channel: channelOf(visitor),
  };
}

/** Direct messages are no channel. Slack calls every private channel "privategroup". */
function channelOf({ channel, workspace }: Visitor): Channel | null {
  if (channel.id === '' || channel.id.startsWith('D')) return null;
  return {
    platform: 'slack',
    workspace,
    id: channel.id,
    name: channel.name === '' || channel.name === 'privategroup' ? channel.id : channel.name,
  };
}

/** Opens the form for what was left out, or answers. `trigger` opens a form within three seconds of the question. */
export async function attend(
  reception: Reception,
  visitor: Visitor,
  asked: { readonly command: string; readonly input: Input; readonly trigger: string },
  manner: Manner,
): Promise<void> {
  const { frontDesk, client, log } = reception;
  const question = await questionOf(reception, visitor, asked.command, asked.input);
  const form = frontDesk.form(question);
  if (form !== null) {
    try {
      await client.views.open({ trigger_id: asked.trigger, view: formView(form, visitor, manner) });
      return;
    } catch (error) {
      log.warn({ err: error, command: asked.command }, 'slack: the form could not be opened');
    }
  }
  await answer(reception, visitor, question, manner);
}

/** Asks the front desk and shows the answer. A problem never takes the place of what was there. */
export async function answer(
  { frontDesk, answers }: Reception,
  visitor: Visitor,
  question: Question,
  manner: Manner,
): Promise<void> {
  const given = await frontDesk.ask(question);
  await showAnswer(answers, visitor, question.command, manner, given);
}

export const showAnswer = (
  answers: Answers,
  visitor: Visitor,
  command: string,
  manner: Manner,
  given: Awaited<ReturnType<FrontDesk['ask']>>,
): Promise<void> =>
  answers.give(
    manner.pressed ? { ...given, audience: 'asker' } : given,
    {
      channel: visitor.channel.id,
      user: visitor.user,
      thread: visitor.thread,
      responseUrl: visitor.responseUrl,
      replaces: manner.replaces && given.message.tone !== 'problem',
    },
    command,
  );
