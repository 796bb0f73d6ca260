import { formatTyped } from '../../command/grammar.ts';
import type { Action, Block, CorrectionBlock, Field, Inline, Message, StoryBlock } from '../../message/message.ts';
import { toneWords } from '../../message/tone.ts';
import { webAddress } from '../../news/web-address.ts';
import { cleanText } from './clean.ts';
import { createPaint, type Role } from './palette.ts';
import { formatTime } from './time.ts';
import { type Run, run, widthOf, wrap } from './wrap.ts';

export interface TerminalView {
  /** Cells in a line; narrower than 30 is drawn as 30. */
  readonly columns: number;
  readonly colour: boolean;
  /** IANA zone of the reader. */
  readonly zone: string;
  readonly now: number;
  /** The channel in whose place was asked, as `--channel` takes it: what is typed next asks there too. */
  readonly channel?: string | null;
}

/** A longer label does not push the texts of the others in. */
const widestLabel = 18;

/**
 * Writes a message as text for a terminal, ending with a line break. Links show their address; a button becomes the
 * command to type. Nothing from outside reaches the terminal as a control sequence.
 */
export function renderTerminal(message: Message, view: TerminalView): string {
  const { columns, colour, zone, now, channel = null } = view;
  const paint = createPaint({ colour, tone: message.tone });
  const width = Math.max(30, columns);
  const lines = (runs: readonly Run[], first = '', rest = first): string[] =>
    wrap(runs, paint, { columns: width, first, rest });
  const runs = (content: readonly Inline[], role: Role = 'plain'): Run[] =>
    content.flatMap((part) => drawInline(part, role));
  const drawInline = (part: Inline, role: Role): Run[] => {
    switch (part.kind) {
      case 'text':
        return [run(role, cleanText(part.text))];
      case 'strong':
        return [run('strong', cleanText(part.text))];
      case 'link':
        return [run(role, cleanText(part.text)), ...address(part.url, part.text)];
      case 'time':
        return [run(role, formatTime(part.at, part.style, { zone, now }))];
    }
  };

  const draw = (block: Block): string[] => {
    switch (block.kind) {
      case 'heading':
        return lines([run('heading', cleanText(block.text))]);
      case 'paragraph':
        return lines(runs(block.content));
      case 'quote':
        return lines(runs(block.content), '│ ');
      case 'note':
        return lines(runs(block.content, 'quiet'));
      case 'list':
        return block.items.flatMap((item, index) => hung(runs(item), block.ordered ? `${index + 1}. ` : '- '));
      case 'story':
        return drawStory(block);
      case 'correction':
        return drawCorrection(block);
      case 'fields':
        return drawFields(block.fields);
      case 'image':
        return lines([run('quiet', 'Image: '), run('plain', cleanText(block.description)), ...address(block.url)]);
      case 'divider':
        return lines([run('quiet', '─'.repeat(Math.min(width, 40)))]);
      case 'actions':
        return block.actions.flatMap((action) => lines(drawAction(action, channel), '', '  '));
    }
  };

  const hung = (content: readonly Run[], mark: string): string[] => lines(content, mark, ' '.repeat(widthOf(mark)));

  const drawStory = (story: StoryBlock): string[] => {
    const place = story.position === null ? '' : `${story.position}. `;
    const inset = ' '.repeat(place.length);
    const mark = story.mark === null ? [] : [run('plain', `${cleanText(story.mark)} `)];
    const title = hung([...mark, run('strong', cleanText(story.headline))], place);
    return [
      ...(title.length > 0 ? title : lines([run('plain', place)])),
      ...lines(runs(story.judgement, 'quiet'), inset),
      ...lines([run('plain', cleanText(story.summary ?? ''))], inset),
      ...story.sources.flatMap((source) =>
        lines([...named(source.name, source.label), ...address(source.url ?? '')], inset, `${inset}  `),
      ),
    ];
  };

  const drawCorrection = ({ was, now: reads, reason, at }: CorrectionBlock): string[] => [
    ...lines([
      run('was', `~~${cleanText(was)}~~`),
      ...(reads === null ? [run('strong', ' withdrawn')] : [run('plain', ' → '), run('strong', cleanText(reads))]),
    ]),
    ...lines([run('plain', `${cleanText(reason)} `), run('quiet', `(${formatTime(at, 'moment', { zone, now })})`)]),
  ];

  const drawFields = (fields: readonly Field[]): string[] => {
    const labels = fields.map((field) => cleanText(field.label).trim());
    const inset = Math.max(0, ...labels.map(widthOf).filter((width) => width <= widestLabel)) + 2;
    return fields.flatMap((field, index) => {
      const label = labels[index] ?? '';
      const value = lines(runs(field.value), ' '.repeat(inset));
      const opening = lines([run('strong', label)]);
      // A label that does not fit stands on lines of its own.
      if (widthOf(label) > inset - 2 || value.length === 0) return [...opening, ...value];
      const gap = ' '.repeat(inset - widthOf(label));
      return [`${opening[0] ?? ''}${gap}${value[0]?.slice(inset) ?? ''}`, ...value.slice(1)];
    });
  };

  const tone = toneWords[message.tone];
  const blocks =
    message.blocks.length === 0 ? [lines([run('plain', cleanText(message.summary))])] : message.blocks.map(draw);
  return `${[tone === null ? [] : lines([run('heading', tone)]), ...blocks]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function named(name: string, label: string | null): Run[] {
  return [run('plain', cleanText(name)), ...(label ? [run('quiet', ` (${cleanText(label)})`)] : [])];
}

/** The address behind a text, where it is one to open and not the text itself. */
function address(url: string, shown = ''): Run[] {
  const written = webAddress(url);
  return written === null || written === shown ? [] : [run('plain', ' '), run('address', written)];
}

function drawAction(action: Action, channel: string | null): Run[] {
  const label = [run('plain', cleanText(action.label)), run('quiet', ':')];
  if ('open' in action) return [...label, ...address(action.open)];
  return [...label, run('plain', ' '), run('command', cleanText(typedCommand(action, channel)))];
}

/** A command as a person types it, in the place of the channel where the last one was asked. */
function typedCommand({ ask, options }: Extract<Action, { readonly ask: string }>, channel: string | null): string {
  const words = Object.entries(options).map(([name, value]) => shellWord(formatTyped({ [name]: value })));
  const place = channel === null ? [] : ['--channel', shellWord(channel)];
  return ['sitrep', ask, ...words, ...place].join(' ');
}

/** A word that a shell would read for itself is put between single quotes. */
function shellWord(word: string): string {
  if (!/[^\w\p{L}\p{N}\s.,:;"@%+=/-]|;/u.test(word)) return word;
  return `'${word.replaceAll('"', '').replaceAll("'", "'\\''")}'`;
}
