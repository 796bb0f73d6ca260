import { createFaults, type Weather } from '../faults.ts';
import type { Fault, MethodFault } from './faults.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { createResponseUrls, type Hook } from './response-urls.ts';
import { startServer } from './server.ts';
import { deliverSigned } from './signed-http.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createWorkspace, nextId, type OpenView, type Shown, type Workspace } from './workspace.ts';

type Thing = Readonly<Record<string, unknown>>;

/** What a person's act brought: the acknowledgement, and what was shown through its `response_url`. */
export interface Outcome {
  /** The payload of the acknowledgement. */
  readonly ack: unknown;
  readonly shown: readonly Shown[];
  /** How often the `response_url` was used. */
  readonly uses: number;
}

export interface SlackStandIn {
  /** For `apiUrl`. */
  readonly url: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  readonly sockets: Pick<Sockets, 'disconnect' | 'cut' | 'connected'>;
  /** From now on everything is delivered over signed HTTP; null goes back to Socket Mode. */
  deliverTo(address: { readonly url: string; readonly secret?: string; readonly at?: number } | null): void;
  /** Somebody types a command. `again` delivers it a second time. */
  command(given: { name: string; text?: string; channel?: string; user?: string; again?: boolean }): Promise<Outcome>;
  /** Somebody presses a button of a message, found by its label. */
  click(given: { message: Shown; label: string; user?: string }): Promise<Outcome>;
  /** Somebody sends a form off. */
  submit(given: { view: OpenView; values: Readonly<Record<string, string>>; user?: string }): Promise<Outcome>;
  /** What everybody sees in a channel, in order. */
  posts(channel: string): readonly Shown[];
  fault(fault: MethodFault): void;
  /** From now on this draws a fault for every call that none is ordered for; null ends it. */
  weather(pick: Weather<Fault> | null): void;
  /** From now on these limits hold; none before. */
  enforce(limits: RateLimits): void;
  close(): Promise<void>;
}

/**
 * A Slack with one workspace, for the real SDK to connect to. It is strict: see `workspace.failures`. Several may run side
 * by side, each with its own team and tokens.
 */
export async function startSlackStandIn(given: Parameters<typeof createWorkspace>[0] = {}): Promise<SlackStandIn> {
  const workspace = createWorkspace(given);
  const faults = createFaults<Fault, MethodFault>((fault, call) => fault.method === call);
  const limits = createRateLimits();
  const hooks = createResponseUrls(workspace);
  const sockets = createSockets(workspace);
  const { server, origin } = await startServer(workspace, faults, limits, hooks, sockets.open);
  sockets.attach(server, origin);
  const signingSecret = 'stand-in-secret';
  let address: { readonly url: string; readonly secret?: string; readonly at?: number } | null = null;

  const deliver = (type: 'slash_commands' | 'interactive', payload: object, again = false): Promise<unknown> =>
    address === null
      ? sockets.deliver(type, payload, again)
      : deliverSigned({ secret: signingSecret, ...address, payload });

  function trigger(): string {
    const id = nextId('trigger-');
    workspace.triggers.set(id, { at: Date.now(), used: false });
    return id;
  }

  const outcome = (ack: unknown, hook: Hook | null): Outcome => ({
    ack,
    shown: hook?.shown ?? [],
    get uses() {
      return hook?.uses ?? 0;
    },
  });

  const person = (id: string) => ({ id, username: nameOf(id), name: nameOf(id), team_id: workspace.team.id });
  const nameOf = (id: string): string => workspace.users.get(id)?.name ?? id;
  const team = { id: workspace.team.id, domain: workspace.team.name.toLowerCase() };

  return {
    url: `${origin}/api/`,
    signingSecret,
    workspace,
    sockets,
    deliverTo: (given) => {
      address = given;
    },
    command: async ({ name, text = '', channel = 'C0NEWS', user = 'U0ANN', again = false }) => {
      const hook = hooks.make({ channel, user, origin: null });
      const place = workspace.channels.get(channel);
      const payload = {
        command: name,
        text,
        team_id: workspace.team.id,
        team_domain: team.domain,
        channel_id: channel,
        channel_name: place?.isPrivate ? 'privategroup' : (place?.name ?? 'directmessage'),
        user_id: user,
        user_name: nameOf(user),
        api_app_id: 'A0APP',
        response_url: origin + hook.path,
        trigger_id: trigger(),
      };
      return outcome(await deliver('slash_commands', payload, again), hook);
    },
    click: async ({ message, label, user = 'U0ANN' }) => {
      const { block, button } = buttonOf(message, label);
      const hook = hooks.make({ channel: message.channel, user, origin: message });
      const payload = {
        type: 'block_actions',
        team,
        user: person(user),
        api_app_id: 'A0APP',
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.onlyFor !== null,
        },
        channel: { id: message.channel, name: workspace.channels.get(message.channel)?.name ?? 'directmessage' },
        // Slack does not send what an ephemeral message said.
        ...(message.onlyFor === null && {
          message: {
            type: 'message',
            ts: message.ts,
            text: message.text,
            ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
          },
        }),
        response_url: origin + hook.path,
        trigger_id: trigger(),
        actions: [{ ...button, block_id: block.block_id ?? 'generated', action_ts: message.ts }],
      };
      return outcome(await deliver('interactive', payload), hook);
    },
    submit: async ({ view: open, values, user = 'U0ANN' }) => {
      const payload = {
        type: 'view_submission',
        team,
        user: person(user),
        api_app_id: 'A0APP',
        trigger_id: trigger(),
        view: { ...open.view, id: open.id, state: { values: stateOf(open, values) } },
      };
      return outcome(await deliver('interactive', payload), null);
    },
    posts: (channel) => workspace.messages.filter((message) => message.channel === channel && message.onlyFor === null),
    fault: faults.add,
    weather: faults.weather,
    enforce: limits.enforce,
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function buttonOf(message: Shown, label: string): { readonly block: Thing; readonly button: Thing } {
  for (const block of message.blocks) {
    const elements = block.type === 'actions' ? (block.elements as Thing[]) : [];
    const button = elements.find(({ text }) => (text as Thing).text === label);
    if (button !== undefined) return { block, button };
  }
  throw new Error(`no button "${label}" in the message`);
}

/** The state of a filled form. A person can neither leave out what is compulsory nor type more than fits. */
function stateOf({ view }: OpenView, values: Readonly<Record<string, string>>): Record<string, Thing> {
  const state: Record<string, Thing> = {};
  for (const block of view.blocks as Thing[]) {
    const element = block.element as Thing;
    const initial = (element.initial_option as Thing | undefined)?.value ?? element.initial_value ?? null;
    const value = values[String(block.block_id)] ?? initial;
    if (value === null && block.optional !== true) throw new Error(`the form needs ${block.block_id}`);
    if (String(value ?? '').length > Number(element.max_length ?? 3000)) throw new Error(`too long: ${block.block_id}`);
    const filled =
      element.type === 'static_select'
        ? { selected_option: (element.options as Thing[]).find((option) => option.value === value) ?? null }
        : { value };
    state[String(block.block_id)] = { [String(element.action_id)]: { type: element.type, ...filled } };
  }
  return state;
}
