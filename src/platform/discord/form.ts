import type {
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APIStringSelectComponent,
  APITextInputComponent,
  ModalSubmitInteraction,
} from 'discord.js';
import { choicesOf, heldIn, hiddenIn, labelOf } from '../../command/field.ts';
import type { Form } from '../../command/front-desk.ts';
import { formatTyped, parseTyped } from '../../command/grammar.ts';
import type { Option } from '../../command/option.ts';
import { clip } from '../../news/excerpt.ts';
import { limits } from './limits.ts';

/**
 * A form as a modal. Discord shows five fields: required ones first, then those that hold something. What was typed for an
 * option that is not shown travels in the `custom_id`; null where it does not fit, so that no word of a person is lost.
 */
export function modalOf(form: Form): APIModalInteractionResponseCallbackData | null {
  const rank = (field: Option): number => (field.required ? 0 : heldIn(form, field) ? 1 : 2);
  const chosen = new Set(form.fields.toSorted((a, b) => rank(a) - rank(b)).slice(0, limits.modalFields));
  const shown = form.fields.filter((field) => chosen.has(field));
  const customId = `form:${form.command} ${formatTyped(hiddenIn(form, shown))}`.trim();
  if (customId.length > limits.customId) return null;
  return {
    custom_id: customId,
    title: clip(form.title, limits.modalTitle),
    components: shown.map((field) => labelled(field, heldIn(form, field))),
  };
}

function labelled(field: Option, held: string | undefined): APILabelComponent {
  const choices = choicesOf(field);
  const selects = choices.length > 0 && choices.length <= limits.selectOptions;
  return {
    type: 18,
    label: clip(labelOf(field), limits.labelText),
    description: clip(field.description, limits.labelDescription),
    component: selects ? select(field, choices, held) : input(field, held),
  };
}

function select(
  field: Option,
  choices: ReturnType<typeof choicesOf>,
  held: string | undefined,
): APIStringSelectComponent {
  const chosen = held ?? (field.fallback === null ? undefined : String(field.fallback));
  return {
    type: 3,
    custom_id: field.name,
    required: field.required,
    options: choices.map(({ value, word }) => ({
      label: clip(word, limits.choiceName),
      value,
      ...(value === chosen ? { default: true } : {}),
    })),
  };
}

function input(field: Option, held: string | undefined): APITextInputComponent {
  const longest = Math.min(field.maxLength ?? limits.inputLength, limits.inputLength);
  const hint = field.fallback === null ? field.choices.join(', ') : String(field.fallback);
  return {
    type: 4,
    style: field.multiline ? 2 : 1,
    custom_id: field.name,
    required: field.required,
    ...(field.minLength === null ? {} : { min_length: field.minLength }),
    max_length: longest,
    ...(hint === '' ? {} : { placeholder: clip(hint, limits.inputPlaceholder) }),
    ...(held === undefined || held === '' ? {} : { value: held.slice(0, longest) }),
  };
}

/** The command of a submitted form; null for a modal that is none of ours. */
export const formCommand = (customId: string): string | null => /^form:(\S+)/.exec(customId)?.[1] ?? null;

/** What a submitted form says, by option name. An empty field was left out. */
export function readForm(
  { customId, fields }: Pick<ModalSubmitInteraction, 'customId' | 'fields'>,
  options: readonly Option[],
): Readonly<Record<string, string>> {
  const values: Record<string, string> = { ...parseTyped(customId.replace(/^form:\S+/, ''), options).named };
  for (const [name, field] of fields.fields) {
    const value = 'values' in field ? field.values[0] : 'value' in field ? field.value : undefined;
    if (typeof value === 'string' && value.trim() !== '') values[name] = value;
  }
  return values;
}
