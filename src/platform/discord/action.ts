import type { APIComponentInContainer } from 'discord.js';
import { formatTyped } from '../../command/grammar.ts';
import type { Action } from '../../message/message.ts';
import { safeAddress } from './address.ts';
import { actionRow, askButton, type Button, linkButton, textDisplay } from './component.ts';
import { clip, escapeLine, isBlank, plainLine } from './escape.ts';
import { maskedLink } from './inline.ts';
import { limits } from './limits.ts';

/** What a button asks, read back from its `custom_id`. */
export interface Asked {
  readonly command: string;
  /** The options as text, as `parseTyped` reads them. */
  readonly options: string;
}

/** The number in front keeps two buttons that ask the same apart: Discord wants every `custom_id` of a message once. */
const askId = (number: number, typed: string): string => `ask:${number}:${typed}`;

/** Reads what a pressed button asks; null for a button that is none of ours. */
export function readAskId(customId: string): Asked | null {
  const [, command, options] = /^ask:\d+:(\S+) ?(.*)$/s.exec(customId) ?? [];
  return command === undefined ? null : { command, options: options ?? '' };
}

/**
 * Buttons in rows. One that Discord cannot hold (an address or a question that is too long) stands below as text, so that
 * the reader can follow the link or type the command.
 */
export function renderActions(actions: readonly Action[], unique: () => number): readonly APIComponentInContainer[] {
  const buttons: Button[] = [];
  const components: APIComponentInContainer[] = [];
  const flush = () => {
    if (buttons.length > 0) components.push(actionRow(buttons.splice(0)));
  };
  for (const action of actions) {
    const made = 'open' in action ? openAction(action) : askAction(action, unique());
    if (typeof made === 'string') {
      flush();
      components.push(textDisplay(`-# ${made}`));
    } else {
      buttons.push(made);
      if (buttons.length === limits.rowButtons) flush();
    }
  }
  flush();
  return components;
}

const label = (text: string, fallback: string): string =>
  clip(isBlank(text) ? fallback : text, limits.buttonLabel, plainLine);

function openAction(action: Extract<Action, { open: string }>): Button | string {
  const url = safeAddress(action.open, limits.buttonUrl);
  if (url !== null) return linkButton(label(action.label, 'Open'), url);
  const text = isBlank(action.label) ? 'Open' : action.label;
  return maskedLink(text, action.open, limits.url + 300);
}

function askAction(action: Extract<Action, { ask: string }>, number: number): Button | string {
  const typed = `${action.ask} ${formatTyped(action.options)}`.trim();
  const customId = askId(number, typed);
  if (customId.length <= limits.customId) return askButton(label(action.label, action.ask), customId);
  const text = isBlank(action.label) ? action.ask : action.label;
  return `${clip(text, 200, escapeLine)}: type /${clip(typed, 600, escapeLine)}`;
}
