import type { webApi } from '@slack/bolt';
import type { Answer, FrontDesk, Input, Question } from '../../command/front-desk.ts';
import type { Log } from '../../log.ts';
import type { Channel } from '../../news/channel.ts';
import type { Answers } from './answers.ts';
import type { Directory } from './directory.ts';
import { formView } from './form.ts';
import { platform } from './name.ts';
import type { UserGroups } from './user-groups.ts';

/** What listeners need to bring a question to the front desk and its answer back. */
export interface Reception {
  /** The id of the workspace that this connection serves. */
  readonly workspace: string;
  readonly frontDesk: FrontDesk;
  readonly directory: Directory;
  readonly userGroups: UserGroups;
  readonly answers: Answers;
  readonly client: webApi.WebClient;
  readonly log: Log;
}

/** Who asked, and where, as Slack has verified it. */
export interface Visitor {
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

/** The question that the front desk is asked. */
export async function questionOf(
  reception: Reception,
  visitor: Visitor,
  command: string,
  input: Input,
): Promise<Question> {
  const { workspace, directory, userGroups } = reception;
  const { user: id, name } = visitor;
  const [person, roles, channel] = await Promise.all([
    directory.person(id),
    userGroups.of(id),
    channelOf(visitor, reception),
  ]);
  const asker = { platform, workspace, id, name, roles, roleWord: 'user group', ...person };
  return { command, input, asker, channel };
}

/**
 * Direct messages are no channel. Slack calls every private channel "privategroup". A channel that is shared with another
 * workspace counts to this connection's own, through which it can be posted to, whoever asks there.
 */
async function channelOf({ channel }: Visitor, { workspace, directory }: Reception): Promise<Channel | null> {
  const { id, name } = channel;
  if (id === '' || id.startsWith('D')) return null;
  const hidden = name === '' || name === 'privategroup';
  return { platform, workspace, id, name: hidden ? await directory.channelName(id) : name };
}

/** Opens the form that the question calls for, or answers. `trigger` opens a form within three seconds of the question. */
export async function attend(
  reception: Reception,
  visitor: Visitor,
  asked: { readonly command: string; readonly input: Input; readonly trigger: string },
  manner: Manner,
): Promise<void> {
  const { frontDesk, answers, client, log } = reception;
  const question = await questionOf(reception, visitor, asked.command, asked.input);
  const form = await frontDesk.form(question);
  const view = form === null ? null : formView(form, visitor, manner);
  if (view !== null) {
    try {
      await client.views.open({ trigger_id: asked.trigger, view });
      return;
    } catch (error) {
      log.warn({ err: error, command: asked.command }, 'slack: the form could not be opened');
    }
  }
  await showAnswer(answers, visitor, question.command, manner, await frontDesk.ask(question));
}

/** Shows an answer where it was asked for. A problem never takes the place of what was there. */
export async function showAnswer(
  answers: Answers,
  visitor: Visitor,
  command: string,
  manner: Manner,
  given: Answer,
): Promise<void> {
  const way = {
    channel: visitor.channel.id,
    user: visitor.user,
    thread: visitor.thread,
    responseUrl: visitor.responseUrl,
    replaces: manner.replaces && given.message.tone !== 'problem',
  };
  await answers.give(manner.pressed ? { ...given, audience: 'asker' } : given, way, command);
}
