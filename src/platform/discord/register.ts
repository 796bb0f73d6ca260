import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Command } from '../../command/command.ts';
import { type Option, optionsOf } from '../../command/option.ts';
import { clip } from '../../news/excerpt.ts';
import { limits } from './limits.ts';

/** The command under which all others stand too, since another app may own a short name in a server. */
export const umbrella = 'sitrep';

/**
 * The desk's commands as Discord registers them: each by its name, and each as a sub-command of `/sitrep`.
 * Throws when there is more of them, or in one of them, than Discord takes.
 */
export function discordCommands(
  commands: readonly Command[],
): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  if (commands.length > limits.commandOptions) {
    throw new Error(
      `discord: more than ${limits.commandOptions} commands do not fit /${umbrella} (${commands.length})`,
    );
  }
  const everywhere = {
    type: ApplicationCommandType.ChatInput as const,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  const registered: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
    ...commands.map((command) => ({ ...described(command), ...everywhere, options: options(command) })),
    {
      name: umbrella,
      description: 'Everything you can ask the news desk',
      ...everywhere,
      options: commands.map(
        (command): APIApplicationCommandSubcommandOption => ({
          type: ApplicationCommandOptionType.Subcommand,
          ...described(command),
          options: options(command),
        }),
      ),
    },
  ];
  for (const command of registered) checkSize(command);
  return registered;
}

/** What Discord counts of a command and of all that is in it: interactions/application-commands, "Slash Commands". */
interface Counted {
  readonly name?: string;
  readonly description?: string;
  readonly value?: string | number;
  readonly options?: readonly Counted[];
  readonly choices?: readonly Counted[];
}

function checkSize(command: Counted): void {
  const size = sizeOf(command);
  if (size > limits.commandSize)
    throw new Error(
      `discord: /${command.name} has ${size} characters of names, descriptions and choices, more than ${limits.commandSize}; fewer or shorter topics take less`,
    );
}

const sizeOf = ({ name = '', description = '', value = '', options = [], choices = [] }: Counted): number =>
  [...options, ...choices].reduce((sum, part) => sum + sizeOf(part), `${name}${description}${value}`.length);

const described = ({ name, summary }: Command) => ({ name, description: describe(summary, name) });

const describe = (text: string, fallback: string): string => clip(text.trim() || fallback, limits.commandDescription);

/** Discord wants required options first. Where a form asks for what is missing, nothing is required. */
function options(command: Command): APIApplicationCommandBasicOption[] {
  const all = optionsOf(command).map((option) => ({
    ...option,
    required: option.required && command.form === undefined,
  }));
  return [...all.filter((option) => option.required), ...all.filter((option) => !option.required)].map(
    registeredOption,
  );
}

function registeredOption(option: Option): APIApplicationCommandBasicOption {
  const base = {
    name: option.name,
    description: describe(option.description, option.name),
    ...(option.required ? { required: true } : {}),
  };
  switch (option.type) {
    case 'boolean':
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case 'integer':
      return { ...base, type: ApplicationCommandOptionType.Integer, ...completed(option), ...bounds(option) };
    case 'number':
      return { ...base, type: ApplicationCommandOptionType.Number, ...completed(option), ...bounds(option) };
    case 'text':
      return textOption(base, option);
  }
}

type Base = Pick<APIApplicationCommandBasicOption, 'name' | 'description' | 'required'>;

/** Fixed choices and completions exclude each other on Discord; more choices than it shows are completed instead. */
function textOption(base: Base, option: Option): APIApplicationCommandBasicOption {
  const type = ApplicationCommandOptionType.String;
  if (option.choices.length > 0 && option.choices.length <= limits.optionChoices) {
    return { ...base, type, choices: option.choices.map((choice) => ({ name: choice, value: choice })) };
  }
  const longest = option.maxLength === null ? {} : { max_length: Math.min(option.maxLength, limits.optionLength) };
  const shortest = option.minLength === null ? {} : { min_length: option.minLength };
  return { ...base, type, ...completed(option), ...shortest, ...longest };
}

const completed = (option: Option): { autocomplete?: true } => (option.suggests ? { autocomplete: true } : {});

/** The bounds that a schema gives to any integer say nothing, and are left out. */
const bounds = ({ min, max }: Option): { min_value?: number; max_value?: number } => ({
  ...(min === null || min <= Number.MIN_SAFE_INTEGER ? {} : { min_value: min }),
  ...(max === null || max >= Number.MAX_SAFE_INTEGER ? {} : { max_value: max }),
});

/**
 * Brings the registered commands in line with the desk's, and says whether anything had to change. Written only where they
 * differ: Discord allows 200 new commands a day, and drops a server's own settings for a command that is removed.
 */
export async function registerCommands({
  rest,
  applicationId,
  commands,
}: {
  readonly rest: REST;
  readonly applicationId: string;
  readonly commands: readonly Command[];
}): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  const body = discordCommands(commands);
  // The REST client returns unknown; the list holds objects, of which only the fields below are read.
  const present = (await rest.get(route)) as readonly Readonly<Record<string, unknown>>[];
  if (fingerprint(present) === fingerprint(body)) return false;
  await rest.put(route, { body });
  return true;
}

const compared = [
  'type',
  'name',
  'description',
  'options',
  'required',
  'choices',
  'value',
  'autocomplete',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'contexts',
  'integration_types',
];

/** A text that is equal for equal commands: Discord adds fields of its own, and leaves out or fills in empty ones. */
function fingerprint(commands: readonly { readonly name?: unknown }[]): string {
  const sorted = commands.toSorted((a, b) => String(a.name).localeCompare(String(b.name)));
  return JSON.stringify(sorted.map(essential));
}

function essential(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essential);
  if (typeof value !== 'object' || value === null) return value;
  // Any non-null object can be read by name.
  const fields = value as Readonly<Record<string, unknown>>;
  return compared
    .map((name) => [name, essential(fields[name])] as const)
    .filter(([, field]) => field !== undefined && field !== null && field !== false && !isEmpty(field));
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
