type Thing = Readonly<Record<string, unknown>>;
type Problems = readonly string[];

const say = (path: string, what: string): Problems => [`[ERROR] ${what} [json-pointer:${path}]`];

/**
 * What Slack would refuse in a message's blocks, as its `response_metadata.messages` say it; empty when all is well.
 * Source: docs.slack.dev/reference/block-kit/blocks. Kinds of block that the project does not post are refused too.
 */
export const checkBlocks = (blocks: unknown): Problems => [
  ...each('/blocks', blocks, block, 0, 50),
  ...twice(valuesOf(blocks, 'block_id')).flatMap((id) => say('/blocks', `block_id ${id} must be unique`)),
  ...twice(valuesOf(blocks, 'action_id')).flatMap((id) => say('/blocks', `action_id ${id} must be unique`)),
];

function block(path: string, one: Thing): Problems {
  const id = one.block_id === undefined ? [] : text(`${path}/block_id`, one.block_id, 255);
  switch (one.type) {
    case 'header':
      return [...id, ...plainText(`${path}/text`, one.text, 150)];
    case 'divider':
      return id;
    case 'rich_text':
      return [...id, ...each(`${path}/elements`, one.elements, part)];
    case 'context':
      return [...id, ...each(`${path}/elements`, one.elements, (at, inner) => plainText(at, inner, 3000), 1, 10)];
    case 'image':
      return [
        ...id,
        ...text(`${path}/alt_text`, one.alt_text, 2000),
        ...(one.title === undefined ? [] : plainText(`${path}/title`, one.title, 2000)),
        ...address(`${path}/image_url`, one.image_url),
      ];
    case 'actions':
      return [...id, ...each(`${path}/elements`, one.elements, button, 1, 25)];
    default:
      return say(path, `unsupported block ${one.type}`);
  }
}

function part(path: string, one: Thing): Problems {
  switch (one.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
      return each(`${path}/elements`, one.elements, element);
    case 'rich_text_list':
      return one.style === 'bullet' || one.style === 'ordered'
        ? each(`${path}/elements`, one.elements, part)
        : say(`${path}/style`, 'must be bullet or ordered');
    default:
      return say(path, `unsupported part ${one.type}`);
  }
}

function element(path: string, one: Thing): Problems {
  switch (one.type) {
    case 'text':
      return text(`${path}/text`, one.text, 3000);
    case 'link':
      return [...text(`${path}/text`, one.text, 3000), ...address(`${path}/url`, one.url)];
    case 'date':
      return [
        ...(Number.isInteger(one.timestamp) ? [] : say(`${path}/timestamp`, 'must be an integer')),
        ...(/\{[a-z_]+\}/.test(String(one.format)) ? [] : say(`${path}/format`, 'must hold a token')),
        ...text(`${path}/fallback`, one.fallback, 3000),
      ];
    default:
      return say(path, `unsupported element ${one.type}`);
  }
}

function button(path: string, one: Thing): Problems {
  if (one.type !== 'button') return say(path, `unsupported element ${one.type}`);
  return [
    ...plainText(`${path}/text`, one.text, 75),
    ...text(`${path}/action_id`, one.action_id, 255),
    ...(one.value === undefined ? [] : text(`${path}/value`, one.value, 2000)),
    ...(one.url === undefined ? [] : address(`${path}/url`, one.url)),
  ];
}

function text(path: string, value: unknown, longest: number): Problems {
  if (typeof value !== 'string' || value.length === 0) return say(path, 'must be more than 0 characters');
  return value.length > longest ? say(path, `must be less than ${longest + 1} characters`) : [];
}

function plainText(path: string, value: unknown, longest: number): Problems {
  // Looked at field by field, since anything may stand here.
  const thing = value as Thing | undefined;
  return thing?.type === 'plain_text' ? text(`${path}/text`, thing.text, longest) : say(path, 'must be plain_text');
}

const address = (path: string, value: unknown): Problems => [
  ...text(path, value, 3000),
  ...(/^https?:\/\/[^\s<>|]+$/.test(String(value)) ? [] : say(path, 'must be a valid url')),
];

function each(
  path: string,
  value: unknown,
  look: (path: string, one: Thing) => Problems,
  least = 1,
  most = Number.POSITIVE_INFINITY,
): Problems {
  if (!Array.isArray(value)) return say(path, 'must be an array');
  if (value.length < least || value.length > most) return say(path, `must have ${least} to ${most} items`);
  return value.flatMap((one, index) => look(`${path}/${index}`, one));
}

/** Every value of this name, at any depth. */
function valuesOf(thing: unknown, name: string): readonly string[] {
  if (typeof thing !== 'object' || thing === null) return [];
  return Object.entries(thing).flatMap(([key, value]) => (key === name ? [String(value)] : valuesOf(value, name)));
}

const twice = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
