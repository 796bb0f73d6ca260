import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type CommandInteractionOption,
  Events,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { FrontDesk, Input, Question } from '../../command/front-desk.ts';
import { optionsOf } from '../../command/option.ts';
import type { Log } from '../../log.ts';
import { fields, note } from '../../message/build.ts';
import { readAskId } from './action.ts';
import { answerQuestion } from './answer.ts';
import { askerOf, channelOf } from './asker.ts';
import { completions } from './complete.ts';
import { formCommand, modalOf, readForm } from './form.ts';
import { loggable } from './loggable.ts';
import { answerMark } from './marker.ts';
import { platform } from './name.ts';
import { createResponder, type Responder } from './respond.ts';

/** Brings everything that people do on Discord to the front desk. No failure in it reaches the process. */
export function receive({
  client,
  frontDesk,
  log,
}: {
  readonly client: Client;
  readonly frontDesk: FrontDesk;
  readonly log: Log;
}): void {
  client.on(Events.InteractionCreate, (interaction) => {
    handle(interaction, frontDesk, createResponder({ rest: client.rest, interaction })).catch((error) =>
      log.warn({ err: loggable(error), interaction: interaction.id }, 'discord: an interaction was not answered'),
    );
  });
}

async function handle(interaction: BaseInteraction, frontDesk: FrontDesk, responder: Responder): Promise<void> {
  if (interaction.isAutocomplete()) return complete(interaction, frontDesk, responder);
  // Discord brings an interaction to every bot that is connected with the token.
  if (!(await frontDesk.claim(`${platform} ${interaction.id}`))) return;
  if (interaction.isChatInputCommand()) return command(interaction, frontDesk, responder);
  if (interaction.isButton()) return button(interaction, frontDesk, responder);
  if (interaction.isModalSubmit()) return submitted(interaction, frontDesk, responder);
}

const questionOf = (interaction: BaseInteraction, name: string, input: Input): Question => ({
  command: name,
  input,
  asker: askerOf(interaction),
  channel: channelOf(interaction),
});

/** The command that is meant: the sub-command where there is one, since only `/sitrep` has any. */
function calledBy(interaction: ChatInputCommandInteraction | AutocompleteInteraction): {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
} {
  const sub = interaction.options.getSubcommand(false);
  const data = interaction.options.data;
  const given: readonly CommandInteractionOption[] = sub === null ? data : (data[0]?.options ?? []);
  return {
    name: sub ?? interaction.commandName,
    input: Object.fromEntries(given.map((option) => [option.name, option.value])),
  };
}

async function command(
  interaction: ChatInputCommandInteraction,
  frontDesk: FrontDesk,
  responder: Responder,
): Promise<void> {
  const { name, input } = calledBy(interaction);
  await askOrOpen(questionOf(interaction, name, input), frontDesk, responder, false);
}

async function button(interaction: ButtonInteraction, frontDesk: FrontDesk, responder: Responder): Promise<void> {
  const asked = readAskId(interaction.customId);
  if (asked === null) return;
  const { message, user } = interaction;
  const own = message.interactionMetadata?.user.id === user.id;
  const turns = own && message.components.some(({ id }) => id === answerMark(asked.command));
  await askOrOpen(questionOf(interaction, asked.command, asked.options), frontDesk, responder, turns);
}

async function askOrOpen(
  question: Question,
  frontDesk: FrontDesk,
  responder: Responder,
  turns: boolean,
): Promise<void> {
  const form = await frontDesk.form(question);
  const modal = form === null ? null : modalOf(form);
  if (modal !== null) return responder.openModal(modal);
  await answerQuestion({ frontDesk, question, responder, turns });
}

async function submitted(
  interaction: ModalSubmitInteraction,
  frontDesk: FrontDesk,
  responder: Responder,
): Promise<void> {
  const name = formCommand(interaction.customId);
  if (name === null) return;
  const definition = frontDesk.find(name);
  const input = readForm(interaction, definition === undefined ? [] : optionsOf(definition));
  await answerQuestion({
    frontDesk: givingBack(frontDesk, input),
    question: questionOf(interaction, name, input),
    responder,
  });
}

/** Discord closes a form before anybody has checked it: with a problem comes back what was typed. */
function givingBack(frontDesk: FrontDesk, typed: Readonly<Record<string, string>>): FrontDesk {
  return {
    ...frontDesk,
    async ask(question) {
      const answer = await frontDesk.ask(question);
      const { message } = answer;
      if (message.tone !== 'problem') return answer;
      const blocks = [...message.blocks, note('What you typed, to be used again:'), fields(Object.entries(typed))];
      return { ...answer, message: { ...message, blocks } };
    },
  };
}

async function complete(
  interaction: AutocompleteInteraction,
  frontDesk: FrontDesk,
  responder: Responder,
): Promise<void> {
  const { name, input } = calledBy(interaction);
  const { name: option, value, type } = interaction.options.getFocused(true);
  const question = questionOf(interaction, name, input);
  const suggested = frontDesk.suggest(question, option, String(value));
  await responder.complete(await completions(suggested, type));
}
