import type { Option } from './option.ts';

/** How a form labels an option: `Known so far` for `known-so-far`. */
export const labelOf = ({ name }: Option): string =>
  `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

/** What a form offers to choose from, each value with its word; nothing where people write for themselves. */
export function choicesOf({ type, choices }: Option): readonly { readonly value: string; readonly word: string }[] {
  if (type !== 'boolean') return choices.map((value) => ({ value, word: value }));
  return [
    { value: 'true', word: 'Yes' },
    { value: 'false', word: 'No' },
  ];
}
