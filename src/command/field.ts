import type { Form } from './front-desk.ts';
import type { Option } from './option.ts';

/** How a form labels an option: as the command says, else `Known so far` for `known-so-far`. */
export const labelOf = ({ name, label }: Option): string =>
  label ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

/** What a form offers to choose from, each value with its word; nothing where people write for themselves. */
export function choicesOf({ type, choices }: Option): readonly { readonly value: string; readonly word: string }[] {
  if (type !== 'boolean') return choices.map((value) => ({ value, word: value }));
  return [
    { value: 'true', word: 'Yes' },
    { value: 'false', word: 'No' },
  ];
}

/** What a field holds before anybody types in it; undefined where that is nothing but the option's fallback. */
export const heldIn = ({ given, prefill }: Form, { name }: Option): string | undefined => given[name] ?? prefill[name];

/** What was typed for options that none of these fields shows; it travels with the form. */
export function hiddenIn(form: Form, shown: readonly Option[]): Readonly<Record<string, string>> {
  const names = new Set(shown.map(({ name }) => name));
  return Object.fromEntries(Object.entries(form.given).filter(([name]) => !names.has(name)));
}
