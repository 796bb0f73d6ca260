import { fields, heading, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import type { Command } from './command.ts';
import { type Option, optionsOf } from './option.ts';
import { expectation } from './typed.ts';

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

/** One command with its options and examples; `who` may use it, in words. */
export function layoutCommandHelp(command: Command, who: string): Message {
  const options = optionsOf(command);
  const blocks: Block[] = [heading(`/${command.name}`), paragraph(`${command.summary}. For ${who}.`)];
  if (options.length > 0) blocks.push(fields(options.map((option) => [option.name, optionWords(option)])));
  blocks.push(paragraph(strong('Examples')), list(command.examples.map((example) => [text(example)])));
  return { tone: 'routine', summary: `${usageOf(command)}: ${command.summary}`, blocks };
}

/** What an option means, what it takes, and what it is when left out. */
export function optionWords(option: Option): string {
  const fallback = option.fallback === null ? '' : `; ${String(option.fallback)} when left out`;
  return `${option.description} (${option.required ? 'needed; ' : ''}${expectation(option)}${fallback})`;
}
