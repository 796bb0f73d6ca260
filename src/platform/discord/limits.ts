import type { Rates } from '../../delivery/sender.ts';

/**
 * How fast the outbox posts. Discord takes 50 requests a second of one bot, and answers to interactions do not count
 * (topics/rate-limits, "Global Rate Limit"): 49 in any second leave one to everything else. A channel's limit is told by
 * headers alone and is usually seen as 5 posts in 5 seconds: 3 at once and then one in 1.7 seconds stay within it.
 */
export const rates = {
  platform: { posts: 94, perMs: 2_000, burst: 2 },
  channel: { posts: 1, perMs: 1_700, burst: 3 },
} as const satisfies Rates;

/**
 * Discord's limits, as far as they are used here. Pages are those of docs.discord.com/developers (August 2026); lengths are
 * counted in UTF-16 units here, which never undercounts.
 */
export const limits = {
  /** Components of a message, nested ones counted: components/reference, "Legacy and Components V2". */
  components: 40,
  /** Characters over all text displays of a message: discord.js guide, "Display components". Button labels are counted too here, to be safe. */
  text: 4_000,
  /** Buttons in an action row: components/reference, "Action Row". */
  rowButtons: 5,
  /** components/reference, "Button". */
  buttonLabel: 80,
  customId: 100,
  buttonUrl: 512,
  /** Alternative text of a picture: components/reference, "Media Gallery". */
  imageDescription: 1_024,
  /** Addresses of pictures and of links in text. Not documented; chosen to leave the text room. */
  url: 2_048,
  /** resources/message, "Create Message". */
  nonce: 25,
  /** Messages read at once: resources/message, "Get Channel Messages". */
  messagesPage: 100,
  /** interactions/application-commands, "Application Command Object". */
  commandDescription: 100,
  commandOptions: 25,
  /** Characters of a command in all: names, descriptions and choices, those of its sub-commands and options included. */
  commandSize: 8_000,
  optionChoices: 25,
  choiceName: 100,
  optionLength: 6_000,
  /** interactions/receiving-and-responding, "Modal". */
  modalTitle: 45,
  modalFields: 5,
  /** components/reference, "Label", "Text Input" and "String Select". */
  labelText: 45,
  labelDescription: 100,
  inputLength: 4_000,
  inputPlaceholder: 100,
  selectOptions: 25,
} as const;
