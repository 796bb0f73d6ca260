import { paragraph, strong } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';

/**
 * A message that nobody takes for a real one: it says DRILL in its summary and before everything else. It has no button that
 * asks a command, since that would be asked of the real desk, whose alerts have the same numbers.
 */
export function markDrill({ summary, blocks, ...message }: Message, title: string): Message {
  const shown = blocks.length > 0 ? blocks.flatMap(withoutCommands) : [paragraph(summary)];
  return {
    ...message,
    summary: `DRILL · ${summary}`,
    blocks: [paragraph(strong('DRILL'), ` · ${title} · Nothing of this happens now.`), ...shown],
  };
}

function withoutCommands(block: Block): readonly Block[] {
  if (block.kind !== 'actions') return [block];
  const actions = block.actions.filter((action) => 'open' in action);
  return actions.length === 0 ? [] : [{ ...block, actions }];
}
