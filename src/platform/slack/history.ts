import type { webApi } from '@slack/bolt';
import type { Finding, Parcel } from '../../delivery/sender.ts';

/** The mark on every post; any app of the workspace can read it. */
const eventType = 'sitrep_delivery';

/** Marks a post as one page of one delivery. */
export const markOf = ({ delivery, page }: Parcel) => ({
  event_type: eventType,
  event_payload: { id: delivery, page },
});

/**
 * How far the clock that wrote down a try may have been ahead of Slack's, in milliseconds: the two hours by which the
 * time zone of a machine is usually set wrong. A post that is looked for too late becomes a second post.
 */
const skew = 2 * 3_600_000;

/** Pages of history that are searched, newest first; 200 messages each. */
const historyPages = 5;

/**
 * Looks for a page that was tried at `triedAt` in a conversation. `unknown` where there is too much to read. Throws what
 * Slack answered.
 */
export async function search(
  client: webApi.WebClient,
  conversation: string,
  parcel: Parcel,
  triedAt: number,
): Promise<Finding> {
  if (parcel.page > 0 && parcel.first === null && parcel.below === undefined) return 'unknown';
  const thread = parcel.below?.receipt ?? (parcel.page > 0 ? parcel.first : null);
  // Without `latest`, Slack reads from the newest: a clock that is behind now hides nothing.
  const range = {
    channel: conversation,
    oldest: String(Math.max(0, triedAt - skew) / 1000),
    inclusive: true,
    include_all_metadata: true,
    limit: 200,
  };
  let cursor: string | undefined;
  for (let page = 0; page < historyPages; page += 1) {
    const here = cursor === undefined ? range : { ...range, cursor };
    const answer =
      thread === null
        ? await client.conversations.history(here)
        : await client.conversations.replies({ ...here, ts: thread });
    const found = answer.messages?.find((message) => isParcel(message.metadata, parcel));
    if (found?.ts !== undefined) return { receipt: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return 'absent';
  }
  return 'unknown';
}

function isParcel(metadata: { event_type?: string; event_payload?: object } | undefined, parcel: Parcel): boolean {
  if (metadata?.event_type !== eventType || metadata.event_payload === undefined) return false;
  // Slack gives the payload back as it was posted.
  const { id, page } = metadata.event_payload as { id?: unknown; page?: unknown };
  return id === parcel.delivery && page === parcel.page;
}
