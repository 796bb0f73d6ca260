import { messageOf, Refusal } from './web-api.ts';
import { nextId, type Shown, type Workspace } from './workspace.ts';

/** A `response_url` and what came through it. Five uses within 30 minutes: docs.slack.dev/interactivity/handling-user-interaction */
export interface Hook {
  readonly path: string;
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed, which a response may replace. */
  readonly origin: Shown | null;
  readonly madeAt: number;
  uses: number;
  readonly shown: Shown[];
}

export interface ResponseUrls {
  make(given: Pick<Hook, 'channel' | 'user' | 'origin'>): Hook;
  /** Takes a response and returns the HTTP status and body; null when there is no such address. */
  take(path: string, body: string): readonly [status: number, body: string] | null;
}

const known = [
  'response_type',
  'replace_original',
  'delete_original',
  'text',
  'blocks',
  'parse',
  'mrkdwn',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
];

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const hooks = new Map<string, Hook>();
  return {
    make: (given) => {
      const hook = { ...given, path: `/hooks/${nextId('H')}`, madeAt: Date.now(), uses: 0, shown: [] };
      hooks.set(hook.path, hook);
      return hook;
    },
    take: (path, body) => {
      const hook = hooks.get(path);
      if (hook === undefined) return null;
      hook.uses += 1;
      if (hook.uses > 5 || Date.now() - hook.madeAt > 1_800_000) {
        workspace.failures.push('response_url used more than five times or after 30 minutes');
        return [404, '{"ok":false,"error":"used_url"}'];
      }
      const args = JSON.parse(body) as Record<string, unknown>;
      for (const name of Object.keys(args)) {
        if (!known.includes(name)) workspace.failures.push(`response_url: unknown argument ${name}`);
      }
      try {
        const onlyFor = args.response_type === 'in_channel' ? null : hook.user;
        const message = messageOf({ ...args, channel: hook.channel }, onlyFor);
        if (args.replace_original === true && hook.origin !== null) {
          Object.assign(hook.origin, { text: message.text, blocks: message.blocks });
          hook.shown.push(hook.origin);
        } else {
          workspace.messages.push(message);
          hook.shown.push(message);
        }
        return [200, 'ok'];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        workspace.failures.push(`response_url: ${error.message} ${JSON.stringify(error.more)}`);
        return [400, error.message];
      }
    },
  };
}
