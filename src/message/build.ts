import type { Action, AskOptions, Block, Inline, TimeStyle } from './message.ts';

// One function for each kind of inline content, block and button, by its name.

export const text = (value: string): Inline => ({ kind: 'text', text: value });
export const strong = (value: string): Inline => ({ kind: 'strong', text: value });
export const link = (value: string, url: string): Inline => ({ kind: 'link', text: value, url });
export const time = (at: number, style: TimeStyle): Inline => ({ kind: 'time', at, style });

/** Strings stand for text, so that a sentence reads as one. */
const inlines = (content: readonly (Inline | string)[]): readonly Inline[] =>
  content.map((part) => (typeof part === 'string' ? text(part) : part));

export const heading = (value: string): Block => ({ kind: 'heading', text: value });
export const paragraph = (...content: (Inline | string)[]): Block => ({ kind: 'paragraph', content: inlines(content) });
export const quote = (...content: (Inline | string)[]): Block => ({ kind: 'quote', content: inlines(content) });
export const note = (...content: (Inline | string)[]): Block => ({ kind: 'note', content: inlines(content) });
export const list = (items: readonly (readonly (Inline | string)[])[], ordered = false): Block => ({
  kind: 'list',
  ordered,
  items: items.map(inlines),
});
/** Rows of a label and its value. */
export const fields = (rows: readonly (readonly [label: string, ...value: (Inline | string)[]])[]): Block => ({
  kind: 'fields',
  fields: rows.map(([label, ...value]) => ({ label, value: inlines(value) })),
});
export const divider: Block = { kind: 'divider' };
export const actions = (...buttons: Action[]): Block => ({ kind: 'actions', actions: buttons });
/** A button that asks a command as if the reader had typed it. */
export const ask = (label: string, command: string, options: AskOptions = {}): Action => ({
  label,
  ask: command,
  options,
});
/** A button that opens an address. */
export const open = (label: string, url: string): Action => ({ label, open: url });
