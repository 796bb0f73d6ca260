import { randomUUID } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import type { Answer } from '../../command/front-desk.ts';
import type { Log } from '../../log.ts';
import { limits } from './limits.ts';
import { renderSlack, type SlackPayload } from './render.ts';

/** Where an answer goes. */
export interface Way {
  /** The channel's id. */
  readonly channel: string;
  readonly user: string;
  readonly thread: string | null;
  readonly responseUrl: string | null;
  /** Puts the first page in the place of the message whose button was pressed. */
  readonly replaces: boolean;
}

export interface Answers {
  /** Shows every page, or says that it could not. Never throws. `command` is remembered in the answer's buttons. */
  give(answer: Answer, way: Way, command: string): Promise<void>;
}

/**
 * Answers people: through the `response_url`, which works wherever they asked, and beyond its five uses through the Web
 * API. An answer for the asker is ephemeral.
 */
export function createAnswers({ client, log }: { readonly client: webApi.WebClient; readonly log: Log }): Answers {
  async function direct(page: Page, way: Way): Promise<void> {
    const { response_type, replace_original, ...content } = page;
    const to = { ...content, channel: way.channel };
    await (response_type === 'in_channel'
      ? client.chat.postMessage({ ...to, unfurl_links: false, unfurl_media: false })
      : client.chat.postEphemeral({ ...to, user: way.user }));
  }

  async function show(page: Page, way: Way, used: number): Promise<void> {
    // The last use is kept for saying that the rest could not be shown.
    if (way.responseUrl === null || used >= limits.responseUrlUses - 1) return direct(page, way);
    try {
      await postResponse(way.responseUrl, page);
    } catch (error) {
      log.warn({ err: error }, 'slack: the response_url failed, answering through the Web API');
      await direct(page, way);
    }
  }

  return {
    give: async ({ message, audience }, way, command) => {
      const payloads = renderSlack(message);
      const pages = payloads.map((payload, index) => pageOf(payload, audience, way, index, command));
      for (const [index, page] of pages.entries()) {
        try {
          await show(page, way, index);
        } catch (error) {
          log.error({ err: error, command, page: index }, 'slack: an answer could not be shown');
          const text = `Only ${index} of ${pages.length} pages of this answer could be shown here. Invite me to this channel and ask again.`;
          if (way.responseUrl !== null)
            await postResponse(way.responseUrl, { response_type: 'ephemeral', text }).catch(() => {});
          return;
        }
      }
    },
  };
}

type Page = ReturnType<typeof pageOf>;

function pageOf(payload: SlackPayload, audience: Answer['audience'], way: Way, index: number, command: string) {
  return {
    response_type: audience === 'channel' ? 'in_channel' : 'ephemeral',
    replace_original: way.replaces && index === 0,
    text: payload.text,
    blocks: signed(payload.blocks, command),
    parse: 'none' as const,
    mrkdwn: false,
    ...(way.thread === null ? {} : { thread_ts: way.thread }),
  };
}

/** Marks the buttons with the command that they belong to. A replaced message wants new block ids, hence the chance part. */
const signed = (blocks: readonly types.KnownBlock[], command: string): types.KnownBlock[] =>
  blocks.map((block) =>
    block.type === 'actions' ? { ...block, block_id: `of:${command}:${randomUUID().slice(0, 8)}` } : block,
  );

/** The command whose answer a button stands in; null in other posts. */
export const commandOfBlock = (blockId: string): string | null => /^of:([^:]*):/.exec(blockId)?.[1] ?? null;

/** Throws when Slack does not take it, with the status and without the address, which is a secret. */
async function postResponse(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`slack: the response_url answered HTTP ${answer.status} (${said.slice(0, 100)})`);
}
