import { childrenOf, type Element, textOf } from './element.ts';
import type { ParsedFeed } from './entry.ts';

/** When an RSS channel asks to be left alone, by its `skipHours` and `skipDays`. */
export const skipsOf = (channel: Element): Pick<ParsedFeed, 'skipHours' | 'skipDays'> => ({
  skipHours: skipped(channel, 'skiphours', 'hour', hourOf),
  skipDays: skipped(channel, 'skipdays', 'day', dayOf),
});

function skipped(channel: Element, list: string, name: string, read: (text: string) => number): readonly number[] {
  const written = childrenOf(channel, list).flatMap((skip) => childrenOf(skip, name));
  return [...new Set(written.map((one) => read(textOf(one).trim().toLowerCase())))].filter((value) => value >= 0);
}

/** Midnight is 0 in one specification and 24 in another. */
const hourOf = (text: string): number => (/^(?:\d|1\d|2[0-4])$/.test(text) ? Number(text) % 24 : -1);

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const dayOf = (text: string): number => days.indexOf(text);
