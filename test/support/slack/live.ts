/**
 * Reads what a post to Slack holds as Slack does: its blocks, and the `text` beside them, which is sent with `parse: none`
 * (docs.slack.dev/messaging/formatting-message-text). Written for tests: it shares nothing with the renderer that it judges.
 */
export interface SlackRead {
  /** What the blocks show, in order. */
  readonly shown: string;
  /** Where links, buttons and pictures lead. */
  readonly addresses: readonly string[];
  readonly times: readonly unknown[];
  /** What is more than words and no link, time or button, for example `element broadcast`. */
  readonly alive: readonly string[];
}

type Thing = Readonly<Record<string, unknown>>;

const quiet = new Set(
  'header divider rich_text rich_text_section rich_text_list rich_text_quote context actions button text link date image plain_text mrkdwn'.split(
    ' ',
  ),
);

export function readSlack({ text, blocks }: { readonly text: string; readonly blocks: readonly object[] }): SlackRead {
  const things = blocks.flatMap(thingsIn);
  return {
    shown: things.map(wordsOf).join('\n'),
    addresses: things.flatMap(({ url, image_url }) =>
      [url, image_url].flatMap((value) => (value === undefined ? [] : [String(value)])),
    ),
    times: things.filter(({ type }) => type === 'date'),
    alive: [...things.flatMap(aliveIn), ...signsIn(text)],
  };
}

/** Every object, at any depth, in order. */
function thingsIn(value: unknown): readonly Thing[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(thingsIn);
  return Array.isArray(value) ? inner : [value as Thing, ...inner];
}

function wordsOf({ type, text }: Thing): string {
  if (typeof text !== 'string' || type === 'date') return '';
  return type === 'mrkdwn' ? text.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => entities[name] ?? '') : text;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** A text object is parsed unless it says otherwise; a rich text element is what its type says, and its words are literal. */
function aliveIn({ type, text, emoji, verbatim }: Thing): readonly string[] {
  if (type === 'mrkdwn')
    return [...(verbatim === true ? [] : ['names and addresses in mrkdwn']), ...signsIn(String(text))];
  if (type === 'plain_text') return emoji === false ? [] : ['emoji in plain text'];
  return type === undefined || quiet.has(String(type)) ? [] : [`element ${type}`];
}

/** What stands between `<` and `>` is read as a mention, a link or a date; `&` must begin one of three entities. */
const signsIn = (text: string): readonly string[] => text.match(/<[^>]*>?|>|&(?!(?:amp|lt|gt);)/g) ?? [];
