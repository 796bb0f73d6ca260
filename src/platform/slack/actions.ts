import type { App, BlockButtonAction } from '@slack/bolt';
import { commandOfBlock } from './answers.ts';
import { attend, type Reception, type Visitor } from './attend.ts';
import { readCommand, umbrella } from './commands.ts';

/**
 * Answers buttons. The answer to a button is the presser's own, in a channel too: one reader's curiosity neither floods
 * the channel nor changes what others read. Paging through an answer of one's own puts each page in the place of the last.
 */
export function takeActions(app: App, reception: Reception): void {
  app.action<BlockButtonAction>(/^ask:/, async ({ ack, body, action }) => {
    await ack();
    // A button's value is written as a command is typed.
    const asked = readCommand(umbrella, action.value ?? '');
    const own = body.container.is_ephemeral === true;
    const replaces = own && commandOfBlock(action.block_id) === asked.command;
    await attend(reception, visitorOf(body), { ...asked, trigger: body.trigger_id }, { pressed: true, replaces });
  });

  // A button that opens an address sends an interaction as well, which wants its acknowledgement.
  app.action(/^(?!ask:)/, async ({ ack }) => {
    await ack();
  });
}

function visitorOf(body: BlockButtonAction): Visitor {
  const thread: unknown = body.message?.thread_ts;
  return {
    user: body.user.id,
    name: body.user.username,
    channel: { id: body.channel?.id ?? '', name: body.channel?.name ?? '' },
    thread: typeof thread === 'string' ? thread : null,
    responseUrl: body.response_url ?? null,
  };
}
