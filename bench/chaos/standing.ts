import { textsOf } from '../../test/support/discord/body.ts';
import type { StandInMessage } from '../../test/support/discord/world.ts';
import type { Shown } from '../../test/support/slack/workspace.ts';

/** A message as everybody sees it in a channel of a stand-in, told without the bot's help. */
export interface Standing {
  /** `platform:id`. */
  readonly channel: string;
  /** The platform's own id of the message. */
  readonly receipt: string;
  /** What marked it, when it was posted, as one page of one delivery; null where nothing did. */
  readonly mark: string | null;
  /** The receipt of the message that it stands below; null where it stands by itself. */
  readonly above: string | null;
  /** Everything that is written in it. */
  readonly text: string;
  /** The same before any edit. */
  readonly posted: string;
  /** The first time that it shows, in epoch seconds; null where it shows none. */
  readonly firstTime: number | null;
}

/** A message on Slack, marked by its metadata. */
export function standingOnSlack({ channel, ts, threadTs, text, blocks, metadata, sent }: Shown): Standing {
  const { id, page } = metadata?.event_type === 'sitrep_delivery' ? metadata.event_payload : {};
  return {
    channel: `slack:${channel}`,
    receipt: ts,
    mark: id === undefined ? null : `${id}/${page}`,
    above: threadTs,
    text: `${text}\n${JSON.stringify(blocks)}`,
    posted: `${sent.text}\n${JSON.stringify(sent.blocks)}`,
    firstTime: seconds(/"timestamp":(\d+)/.exec(JSON.stringify(blocks))),
  };
}

/** A message on Discord, marked by the id of its container. */
export function standingOnDiscord({ channel_id, id, above, components, posted }: StandInMessage): Standing {
  const text = textsOf(components).join('\n');
  const container = posted.find(({ type }) => type === 17);
  return {
    channel: `discord:${channel_id}`,
    receipt: id,
    mark: container === undefined ? null : String(container.id),
    above,
    text,
    posted: textsOf(posted).join('\n'),
    firstTime: seconds(/<t:(\d+)/.exec(text)),
  };
}

const seconds = (found: RegExpExecArray | null): number | null => (found === null ? null : Number(found[1]));
