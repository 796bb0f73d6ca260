import { textsOf } from '../../test/support/discord/body.ts';
import type { StandInMessage } from '../../test/support/discord/world.ts';
import type { Shown } from '../../test/support/slack/workspace.ts';

/** A message as everybody sees it in a channel of a stand-in, told without the bot's help. */
export interface Standing {
  /** `platform:id`. */
  readonly channel: string;
  /** The platform's own id of the message. */
  readonly receipt: string;
  /** What marks it as one page of one delivery; null where nothing does. */
  readonly mark: string | null;
  /** Everything that is written in it. */
  readonly text: string;
  /** The first time that it shows, in epoch seconds; null where it shows none. */
  readonly firstTime: number | null;
}

/** A message on Slack, marked by its metadata. */
export function standingOnSlack({ channel, ts, text, blocks, metadata }: Shown): Standing {
  const { id, page } = metadata?.event_type === 'sitrep_delivery' ? metadata.event_payload : {};
  return {
    channel: `slack:${channel}`,
    receipt: ts,
    mark: id === undefined ? null : `${id}/${page}`,
    text: `${text}\n${JSON.stringify(blocks)}`,
    firstTime: seconds(/"timestamp":(\d+)/.exec(JSON.stringify(blocks))),
  };
}

/** A message on Discord, marked by the id of its container. */
export function standingOnDiscord({ channel_id, id, components }: StandInMessage): Standing {
  const text = textsOf(components).join('\n');
  const container = components.find(({ type }) => type === 17);
  return {
    channel: `discord:${channel_id}`,
    receipt: id,
    mark: container === undefined ? null : String(container.id),
    text,
    firstTime: seconds(/<t:(\d+)/.exec(text)),
  };
}

const seconds = (found: RegExpExecArray | null): number | null => (found === null ? null : Number(found[1]));
