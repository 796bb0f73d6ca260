import type { types } from '@slack/bolt';
import { choicesOf, heldIn, hiddenIn, labelOf } from '../../command/field.ts';
import type { Form } from '../../command/front-desk.ts';
import type { Option } from '../../command/option.ts';
import { clip } from '../../news/excerpt.ts';
import type { Manner, Visitor } from './attend.ts';
import { limits } from './limits.ts';

/** `callback_id` of every form, and the only `action_id` within its blocks. */
export const formCallback = 'ask';
const inputId = 'value';

/** What a form must remember until it is submitted; Slack gives it back with the values. */
export interface FormMemory {
  readonly command: string;
  readonly channel: Visitor['channel'];
  readonly thread: string | null;
  readonly responseUrl: string | null;
  readonly pressed: boolean;
  /** What was typed for options that are no field. */
  readonly hidden: Readonly<Record<string, string>>;
}

const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, limit),
  emoji: false,
});

/**
 * The form as a modal: one input for each option, whose block bears the option's name. null where Slack cannot keep what it
 * must remember, so that no word of a person is lost.
 */
export function formView(form: Form, visitor: Visitor, { pressed }: Manner): types.ModalView | null {
  const { channel, thread, responseUrl } = visitor;
  const { command, fields } = form;
  const memory: FormMemory = { command, channel, thread, responseUrl, pressed, hidden: hiddenIn(form, fields) };
  const metadata = JSON.stringify(memory);
  if (metadata.length > limits.privateMetadata) return null;
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submit, limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    private_metadata: metadata,
    blocks: fields.map((field) => inputOf(field, heldIn(form, field) ?? field.fallback?.toString() ?? '')),
  };
}

function inputOf(field: Option, held: string): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.required,
    label: plain(labelOf(field), limits.inputLabel),
    hint: plain(field.description, limits.inputLabel),
    element: elementOf(field, held),
  };
}

function elementOf(field: Option, held: string): types.InputBlock['element'] {
  const choices = choicesOf(field);
  if (choices.length > 0 && choices.length <= limits.options) {
    const options = choices.map(({ value, word }) => ({ text: plain(word, limits.optionText), value }));
    const initial = options.find(({ value }) => value === held);
    return { type: 'static_select', action_id: inputId, options, ...(initial && { initial_option: initial }) };
  }
  if (field.type === 'integer' || field.type === 'number') {
    return {
      type: 'number_input',
      action_id: inputId,
      is_decimal_allowed: field.type === 'number',
      ...(field.min !== null && { min_value: String(field.min) }),
      ...(field.max !== null && { max_value: String(field.max) }),
      ...(Number.isFinite(Number.parseFloat(held)) && { initial_value: held }),
    };
  }
  const longest = Math.min(field.maxLength ?? limits.inputText, limits.inputText);
  return {
    type: 'plain_text_input',
    action_id: inputId,
    multiline: field.multiline,
    ...(field.minLength !== null && { min_length: field.minLength }),
    max_length: longest,
    ...(held !== '' && { initial_value: held.slice(0, longest) }),
  };
}

type State = Readonly<
  Record<string, Readonly<Record<string, { value?: string | null; selected_option?: { value: string } | null }>>>
>;

/** The values that were filled in, by option name. */
export function formValues(state: State): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, inputs] of Object.entries(state)) {
    const input = inputs[inputId];
    const value = input?.selected_option?.value ?? input?.value ?? '';
    if (value !== '') values[name] = value;
  }
  return values;
}
