import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import type { Message } from '../message/message.ts';
import { localAsker } from './answer.ts';

const text = { type: 'string' } as const;

/** Whether `sitrep alert …` writes an alert, and does not only name one. */
export const writesAlert = ([what, ...args]: readonly string[]): boolean =>
  what === 'send' && args.some((arg) => /^--headline(?:=|$)/.test(arg));

/**
 * `sitrep alert send --headline "…"`: writes an alert and sends it in one go, or asks for the second key, as the person at this
 * machine. Its options are those of `/breaking`; `--link` may come more than once.
 */
export async function sendAlert({ frontDesk }: Pick<Bureau, 'frontDesk'>, args: readonly string[]): Promise<Message> {
  const { values } = parseArgs({
    args: args.slice(1),
    options: {
      headline: text,
      known: text,
      unknown: text,
      link: { ...text, multiple: true },
      level: text,
      topic: text,
      story: text,
      follows: text,
      override: text,
    },
  });
  const { link = [], ...words } = values;
  const input = { ...words, link: link.join(' '), now: true };
  return (await frontDesk.ask({ command: 'breaking', input, asker: localAsker(), channel: null })).message;
}
