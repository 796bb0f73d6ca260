import type { SourceTrouble } from '../desk/source-trouble.ts';
import { actions, ask, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';

/** Without a network, every source fails. */
const MOST_LINES = 10;

/** Tells the operations channel which sources need somebody's eye, and why. */
export function layoutSourceTrouble(troubles: readonly SourceTrouble[]): Message {
  const { length } = troubles;
  const rest = length - MOST_LINES;
  const what = length === 1 ? 'A source needs a look' : `${length} sources need a look`;
  return {
    tone: 'problem',
    summary: `${what}: ${troubles
      .slice(0, 3)
      .map(({ source }) => source.name)
      .join(', ')}${length > 3 ? ' and more' : ''}`,
    blocks: [
      paragraph(strong(`${what}.`)),
      list(troubles.slice(0, MOST_LINES).map(line)),
      ...(rest > 0 ? [note(`and ${rest} more.`)] : []),
      note('This is told once. “sitrep feed check” and the id of a source polls it now and says what happens.'),
      actions(ask('Sources', 'sources')),
    ],
  };
}

function line({ source, kind, since, problem }: SourceTrouble): readonly Inline[] {
  const name: Inline[] = [strong(source.name), text(` (${source.id}) `)];
  const from = time(since, 'moment');
  switch (kind) {
    case 'failing':
      return [...name, text('has failed since '), from, text(`: ${problem ?? 'unknown reason'}`)];
    case 'silent':
      return [...name, text('can be read and has brought nothing new since '), from];
    case 'gone':
      return [...name, text('was given up by its publisher and is not polled any more, since '), from];
  }
}
