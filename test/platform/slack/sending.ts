import { pino } from 'pino';
import { afterEach, beforeEach } from 'vitest';
import { type Parcel, type Sender, SendFailure } from '../../../src/delivery/sender.ts';
import { paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { createSlackClient } from '../../../src/platform/slack/client.ts';
import { sdkLog } from '../../../src/platform/slack/sdk-log.ts';
import { createSlackSender } from '../../../src/platform/slack/sender.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack/stand-in.ts';

const log = pino({ level: 'silent' });

export const news = { platform: 'slack', workspace: 'T0DESK', id: 'C0NEWS', name: 'news' };
export const message: Message = { tone: 'routine', summary: 'Hello', blocks: [paragraph('Hello world')] };

/** A new stand-in for every test of a file. */
export let slack: SlackStandIn;

beforeEach(async () => {
  slack = await startSlackStandIn();
});

afterEach(async () => {
  await slack.close();
});

/** The real SDK's way to the stand-in. */
export function sender({
  url = slack.url,
  token = slack.workspace.botToken,
  timeout = 10_000,
  clock = Date.now as () => number,
} = {}): Sender {
  const client = createSlackClient({ token, apiUrl: url, logger: sdkLog(log), timeout });
  return createSlackSender({ client, clock, log });
}

export const parcel = (given: Partial<Parcel> = {}): Parcel => ({
  delivery: 'd1',
  page: 0,
  channel: news,
  payload: sender().render(message)[0],
  first: null,
  triedAt: Date.now(),
  ...given,
});

/** Why a post fails. */
export const failure = (given: Partial<Parcel>, through = sender()): Promise<SendFailure> =>
  failureOf(through.post(parcel(given)));

/** Why a post or an edit fails. */
export async function failureOf(attempt: Promise<unknown>): Promise<SendFailure> {
  const error: unknown = await attempt.then(
    (receipt) => `done ${receipt}`,
    (reason) => reason,
  );
  if (!(error instanceof SendFailure)) throw new Error(`expected a SendFailure, not ${error}`);
  return error;
}
