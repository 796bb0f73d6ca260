import { paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';

/**
 * A message within another: its sentence with where (`#news · `) and when it was said, then its blocks without its title and
 * its buttons.
 */
export function retold({
  message,
  at,
  place = '',
}: {
  readonly message: Message;
  readonly at: number;
  readonly place?: string;
}): readonly [Block, ...Block[]] {
  const title = message.blocks.findIndex(({ kind }) => kind === 'heading');
  return [
    paragraph(strong(message.summary), text(` · ${place}`), time(at, 'moment')),
    ...message.blocks.filter(({ kind }, position) => position !== title && kind !== 'actions'),
  ];
}
