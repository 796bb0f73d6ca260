import type { CatchUp } from '../desk/catch-up.ts';
import type { Message } from '../message/message.ts';
import { layoutDigestView } from './digest.ts';

/** What is new for one person. */
export function layoutCatchUp({ query, digest }: CatchUp): Message {
  const { topics, limit, page } = query;
  const [topic] = topics;
  return layoutDigestView(digest, {
    title: 'what is new for you',
    more: {
      command: 'catchup',
      // The same moment again, to the minute before: the time of asking has been noted meanwhile.
      options: {
        since: `${new Date(digest.since).toISOString().slice(0, 16)}Z`,
        ...(topic === undefined ? {} : { topic }),
        limit,
        page: page + 1,
      },
    },
    explain: false,
  });
}
