import type { Command } from '../src/command/command.ts';
import { optionsOf } from '../src/command/option.ts';
import { optionWords, usageOf } from '../src/command/usage.ts';

/** The page `docs/commands.md`: every command with its options and examples. */
export function commandsPage(commands: readonly Command[]): string {
  return [
    '# Commands',
    '',
    'The same commands work on every platform, in the newsroom and in a terminal (`npm run sitrep -- latest`). In a',
    'chat, `/sitrep <command>` works too, because another app may own a name such as `/latest`.',
    '',
    'Options are typed as `name:value`, `name:"two words"` or, in a terminal, `--name value`. Words without a name go',
    'to the first option that takes them: `/latest sanctions 3`.',
    '',
    ...commands.flatMap(section),
  ].join('\n');
}

const audiences: Readonly<Record<Command['audience'], string>> = {
  channel: 'Everybody in the channel sees the answer.',
  asker: 'Only who asked sees the answer.',
};

const allowed: Readonly<Record<Command['allowed'], string>> = {
  anyone: '',
  manager: ' For people who manage the channel.',
  editor: ' For editors of the desk.',
};

const exception = ({ audienceFor }: Command): string =>
  audienceFor === undefined ? '' : ' With some options, only who asked does.';

function section(command: Command): readonly string[] {
  const options = optionsOf(command).map((option) => `| \`${option.name}\` | ${optionWords(option)} |`);
  return [
    `## /${command.name}`,
    '',
    `${command.summary}. ${audiences[command.audience]}${exception(command)}${allowed[command.allowed]}`,
    '',
    `\`${usageOf(command)}\``,
    '',
    ...(options.length === 0 ? [] : ['| Option | Meaning |', '| --- | --- |', ...options, '']),
    `Examples: ${command.examples.map((example) => `\`${example}\``).join(', ')}`,
    '',
  ];
}
