import { fields, heading, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { Command } from './command.ts';
import { type Option, optionsOf } from './option.ts';
import { expectation, isFreeText, missingOptions } from './typed.ts';

/** How a command is typed: `/latest [topic] [limit]`, required options without brackets. */
export function usageOf(command: Command): string {
  const words = optionsOf(command).map(({ name, required }) => (required ? name : `[${name}]`));
  return [`/${command.name}`, ...words].join(' ');
}

/** Every command with what it does. */
export function layoutHelp(commands: readonly Command[], title: string): Message {
  return {
    tone: 'routine',
    summary: `${title}: ${commands.length} commands`,
    blocks: [
      heading(title),
      list(commands.map((command) => [strong(`/${command.name}`), text(` · ${command.summary}`)])),
      note('One in full: /help latest. Where another app owns a name, put /sitrep before it: /sitrep latest.'),
    ],
  };
}

/** One command with its examples and options; `who` may use it, in words. */
export function layoutCommandHelp(command: Command, who: string): Message {
  const options = optionsOf(command);
  const blocks: Block[] = [heading(`/${command.name}`), paragraph(`${command.summary}. For ${who}.`)];
  if (asksByForm(command)) blocks.push(paragraph(`In a chat, /${command.name} alone opens a form.`));
  blocks.push(paragraph(strong('Examples')), list(command.examples.map((example) => [text(example)])));
  if (options.length > 0)
    blocks.push(paragraph(strong('Options')), fields(options.map((option) => [option.name, optionWords(option)])));
  return { tone: 'routine', summary: `${usageOf(command)}: ${command.summary}`, blocks };
}

/** Whether the command opens a form where nothing is said. */
const asksByForm = (command: Command): boolean =>
  command.form !== undefined && (command.form.opens?.({}) ?? missingOptions(command, {}).length > 0);

/** What an option means, what it takes, and what it is when left out. How long a text may be says the answer to one that is too long. */
export function optionWords(option: Option): string {
  const takes = isFreeText(option) ? [] : [expectation(option)];
  const usual = option.fallback ?? option.usual;
  const leftOut = usual === null ? [] : [`${String(usual)} when left out`];
  const more = [...(option.required ? ['needed'] : []), ...takes, ...leftOut].join('; ');
  return more === '' ? option.description : `${option.description} (${more})`;
}
