import type { AddressInfo } from 'node:net';
import {
  App,
  HTTPReceiver,
  type Receiver,
  type Logger as SdkLogger,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt';
import type { FrontDesk } from '../../command/front-desk.ts';
import type { Sender } from '../../delivery/sender.ts';
import type { Log } from '../../log.ts';
import { defaultWorkspace } from '../../news/channel.ts';
import { UserError } from '../../news/user-error.ts';
import { createAnswers } from './answers.ts';
import { clientOptions, createSlackClient } from './client.ts';
import { createDirectory } from './directory.ts';
import { createLine } from './line.ts';
import { receive } from './receive.ts';
import { sdkLog } from './sdk-log.ts';
import { createSlackSender } from './sender.ts';
import { checkScopes, startProblem } from './start-problem.ts';
import { createUserGroups } from './user-groups.ts';

/** One workspace. Another one is another start, with tokens of its own. */
export interface SlackSettings {
  /** Its place among several workspaces, from 1; null for the only one. */
  readonly place?: number | null;
  readonly botToken: string;
  /** With it, Slack is reached by Socket Mode. */
  readonly appToken?: string | null;
  /** Without an app token, Slack calls `http` and each request is verified with it. */
  readonly signingSecret?: string | null;
  readonly apiUrl?: string;
  readonly http?: { readonly host: string; readonly port: number };
}

export interface RunningSlack {
  readonly sender: Sender;
  stop(): Promise<void>;
  /** For people: how it is connected. */
  readonly describe: string;
}

/**
 * Connects to one workspace of Slack. Throws a `UserError` that names the setting when a token, a scope or a port is
 * wrong, or says that Slack cannot be reached. A connection that is lost later is opened again, and nothing that fails ends
 * the process.
 */
export async function startSlack({
  settings,
  editorGroups = [],
  frontDesk,
  log,
  clock,
}: {
  readonly settings: SlackSettings;
  /** Ids of the user groups whose members are editors. Those of other workspaces have none here. */
  readonly editorGroups?: readonly string[];
  readonly frontDesk: FrontDesk;
  readonly log: Log;
  readonly clock: () => number;
}): Promise<RunningSlack> {
  const { botToken, apiUrl, place = null } = settings;
  const logger = sdkLog(log);
  const client = createSlackClient({ token: botToken, apiUrl, logger });
  // A client sends a hundred requests at a time: posts that hang must not take the places of answers to people.
  const poster = createSlackClient({ token: botToken, apiUrl, logger });
  const entrance = createEntrance(settings, logger);
  const app = new App({
    receiver: entrance.receiver,
    token: botToken,
    logger,
    deferInitialization: true,
    convoStore: false,
    clientOptions: clientOptions({ apiUrl, logger }),
  });
  const { workspace, team, bot } = await introduce({ client, app, place, editorGroups, log });
  const directory = createDirectory({ client, clock, log });
  const userGroups = createUserGroups({ ids: editorGroups, client, clock, log });
  const answers = createAnswers({ client, log });
  receive(app, { workspace, frontDesk, directory, userGroups, answers, client, log });
  await entrance.open();
  const line = createLine({ open: entrance.open, close: entrance.close, clock, log });
  entrance.onLost(line.lost);
  return {
    sender: { ...createSlackSender({ client: poster, clock, log, bot }), workspaces: servedBy(workspace, place) },
    stop: async () => {
      line.stop();
      await entrance.close();
    },
    describe: `connected to ${team} as @${bot}, ${entrance.describe()}`,
  };
}

/** The only one serves every channel, since one may be shared; the first of several also those that nobody placed. */
function servedBy(workspace: string, place: number | null): readonly string[] | null {
  if (place === null) return null;
  return place === 1 ? [workspace, defaultWorkspace] : [workspace];
}

interface Self {
  /** The workspace's id. */
  readonly workspace: string;
  readonly team: string;
  /** The bot's name. */
  readonly bot: string;
}

/** Asks Slack who this bot is, and what it may do. */
async function introduce({
  client,
  app,
  place,
  editorGroups,
  log,
}: {
  readonly client: webApi.WebClient;
  readonly app: App;
  readonly place: number | null;
  readonly editorGroups: readonly string[];
  readonly log: Log;
}): Promise<Self> {
  try {
    const self = await client.auth.test();
    for (const cost of checkScopes(self, editorGroups)) log.warn(`slack: ${cost}`);
    await app.init();
    const { team_id: workspace, team = 'Slack', user: bot = 'Sitrep' } = self;
    if (workspace === undefined) throw new Error('slack: auth.test named no workspace');
    return { workspace, team, bot };
  } catch (error) {
    throw startProblem(error, 'SLACK_BOT_TOKEN', place) ?? unreachable(error);
  }
}

const unreachable = (error: unknown): UserError =>
  new UserError('Slack cannot be reached from here: check the network and SLACK_API_URL.', { cause: error });

/** The way in which Slack brings what people do. */
interface Entrance {
  readonly receiver: Receiver;
  open(): Promise<void>;
  onLost(lost: () => void): void;
  close(): Promise<void>;
  describe(): string;
}

function createEntrance(settings: SlackSettings, logger: SdkLogger): Entrance {
  const { appToken, signingSecret, http, apiUrl, place = null } = settings;
  if (appToken) return socketEntrance(appToken, apiUrl, place, logger);
  if (!signingSecret) {
    throw new UserError(
      'Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside SLACK_BOT_TOKEN.',
    );
  }
  return httpEntrance(signingSecret, http ?? { host: '127.0.0.1', port: 3000 }, logger);
}

/**
 * The SDK's own reconnecting is off: it waits five seconds where Slack only moves a connection, and a refused reconnect
 * is a rejection that nobody can catch.
 */
function socketEntrance(
  appToken: string,
  apiUrl: string | undefined,
  place: number | null,
  logger: SdkLogger,
): Entrance {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions({ apiUrl, logger }) },
  });
  return {
    receiver,
    open: async () => {
      try {
        await receiver.start();
      } catch (error) {
        throw startProblem(error, 'SLACK_APP_TOKEN', place) ?? unreachable(error);
      }
    },
    onLost: (lost) => {
      receiver.client.on('disconnected', lost);
    },
    close: () => receiver.stop(),
    describe: () => 'by Socket Mode',
  };
}

function httpEntrance(signingSecret: string, place: { host: string; port: number }, logger: SdkLogger): Entrance {
  const receiver = new HTTPReceiver({ signingSecret, logger });
  let address: AddressInfo | null = null;
  return {
    receiver,
    open: async () => {
      if (address !== null) return;
      try {
        const server = await receiver.start(place);
        // A TCP server that listens has an address of this kind.
        address = server.address() as AddressInfo;
      } catch (error) {
        throw new UserError(
          `Slack's requests cannot be received on ${place.host}:${place.port}: ${error instanceof Error ? error.message : error}. Set SLACK_HTTP_HOST and SLACK_HTTP_PORT to a free address.`,
          { cause: error },
        );
      }
    },
    onLost: () => {},
    close: async () => {
      if (address !== null) await receiver.stop();
    },
    describe: () => `over HTTP on http://${place.host}:${address?.port ?? place.port}/slack/events`,
  };
}
