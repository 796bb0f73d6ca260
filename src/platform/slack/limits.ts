import type { Rates } from '../../delivery/sender.ts';

/**
 * How fast the outbox posts. Slack allows one message a second to a channel, and "several hundred" a minute to a workspace
 * (docs.slack.dev/reference/methods/chat.postMessage, "Rate limiting"); bursts beyond are tolerated, but by how much is not
 * said, so none is taken. Several hundred is taken as 300, the least that it can mean; workspaces have no limit in common.
 */
export const rates = {
  workspace: { posts: 285, perMs: 60_000, burst: 10 },
  channel: { posts: 1, perMs: 1_100, burst: 1 },
} as const satisfies Rates;

/**
 * How fast the outbox looks up. `conversations.history` and `conversations.replies` are of Tier 3, "50+ per minute" and
 * workspace (docs.slack.dev/apis/web-api/rate-limits). Most look-ups are one request, since the newest page holds the post.
 */
export const lookUpRates = {
  workspace: { posts: 40, perMs: 60_000, burst: 5 },
} as const satisfies Rates;

/** How fast the outbox edits: `chat.update` is of Tier 3, "50+ per minute" and workspace (same page). */
export const editRates = {
  workspace: { posts: 49, perMs: 60_000, burst: 1 },
} as const satisfies Rates;

/** Slack's limits, in characters and pieces. Each stands with the page that gives it; without a page it is our own choice. */
export const limits = {
  /** docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /**
   * Our own, in characters of JSON with `blockWeight` more for each block. Slack documents no sum over a message's blocks,
   * but refuses large ones with `msg_blocks_too_long` (docs.slack.dev/reference/methods/chat.postMessage). What is known was
   * measured: 13,297 characters in a single block pass, 125 fewer beside a divider, and 11,341 characters of text in many
   * blocks and elements do not (github.com/slackapi/bolt-js/issues/2509 and 2867).
   */
  page: 13_000,
  blockWeight: 100,
  /** `chat.update` fails above it, `chat.postMessage` only above 40,000: docs.slack.dev/reference/methods/chat.update */
  text: 4_000,
  /** Text objects take 1 to 3,000: docs.slack.dev/reference/block-kit/composition-objects/text-object */
  string: 3_000,
  /** Our own, in characters of JSON, for what one block holds, so that it always fits a page. */
  run: 9_000,
  /** Our own: a headline, a source's name and its label stay readable. */
  headline: 600,
  sourceName: 150,
  /** docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** docs.slack.dev/reference/block-kit/blocks/actions-block */
  buttons: 25,
  /** docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  /** docs.slack.dev/reference/block-kit/blocks/image-block */
  imageText: 2_000,
  /** docs.slack.dev/reference/views: title, submit and close */
  viewTitle: 24,
  privateMetadata: 3_000,
  /** docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2_000,
  /** docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputText: 3_000,
  /** docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  options: 100,
  /** docs.slack.dev/interactivity/handling-user-interaction: within 30 minutes */
  responseUrlUses: 5,
  /** docs.slack.dev/reference/app-manifest */
  appName: 35,
  appDescription: 140,
  commands: 50,
  commandName: 32,
  commandDescription: 2_000,
  usageHint: 1_000,
} as const;
