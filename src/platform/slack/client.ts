import { type Logger as SdkLogger, webApi } from '@slack/bolt';

/** The Slack SDK's own default: docs.slack.dev/tools/node-slack-sdk/web-api */
const slackApiUrl = 'https://slack.com/api/';

/**
 * Options of a client that never repeats a call by itself: a repeated `chat.postMessage` is a second post, and a client
 * that waits out a rate limit holds up every other method. A new object at each call, because the SDK writes into it.
 */
export const clientOptions = ({
  apiUrl = slackApiUrl,
  logger,
  timeout = 10_000,
}: {
  readonly apiUrl?: string;
  readonly logger: SdkLogger;
  /** Milliseconds after which a call counts as lost. */
  readonly timeout?: number;
}) => ({
  slackApiUrl: apiUrl.replace(/\/*$/, '/'),
  logger,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

/** A client with such options. */
export const createSlackClient = ({
  token,
  ...options
}: { readonly token: string } & Parameters<typeof clientOptions>[0]): webApi.WebClient =>
  new webApi.WebClient(token, clientOptions(options));
