import { type AddedSource, type Addition, addSources } from '../content/add-sources.ts';
import type { DeskFile } from '../content/desk-file.ts';
import { readDeskText, writeDeskText } from '../content/desk-text.ts';
import { type Opml, writeOpml } from '../feeds/opml.ts';
import { blocNames } from '../layout/story-block.ts';
import { fields, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { clip } from '../news/excerpt.ts';
import { blocs } from '../news/source.ts';

/** Every source of a desk that has a feed, as OPML 2.0, in a folder for each bloc, with the desk's labels. */
export function exportOpml({ file }: { readonly file: DeskFile }): string {
  const fed = file.sources.filter(({ feed }) => feed !== null);
  const folders = blocs
    .map((bloc) => ({ name: blocNames[bloc], sources: fed.filter((source) => source.bloc === bloc) }))
    .filter(({ sources }) => sources.length > 0);
  return writeOpml({ title: `${file.name}: ${file.title}`, folders });
}

/** An import into the desk file at `path`. */
interface Import {
  readonly opml: Opml;
  readonly path: string;
  /** The file's labels count; else nothing is known of what is new. */
  readonly takeLabels: boolean;
  /** Nothing is written. */
  readonly dryRun: boolean;
}

/**
 * Adds the feeds of an OPML file that the desk does not read yet to its desk file, and says what became of each. The desk
 * file is not touched where nothing is new. Throws `UserError`.
 */
export async function importOpml(order: Import): Promise<Message> {
  const { opml, path, takeLabels, dryRun } = order;
  const addition = addSources({ text: await readDeskText(path), path, candidates: opml.feeds, takeLabels });
  const { length } = addition.added;
  if (length > 0 && !dryRun) await writeDeskText(path, addition.text);
  const result = dryRun ? `would be added to ${path}. Nothing was written` : `added to ${path}`;
  const summary = length === 0 ? 'Nothing new: the desk file stays as it is.' : `${feedCount(length)} ${result}.`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      fields(figures(opml, addition, dryRun)),
      ...listed(dryRun ? 'To add' : 'Added', addition.added.map(addedLine)),
      ...listed(
        'Left out',
        opml.leftOut.map(({ name, why }) => [text(`${clip(name, MAX_NAME)}: ${why}`)]),
      ),
      ...opml.warnings.map((warning) => note(`The file is not in order: ${warning}.`)),
      ...advice(opml, addition, order).map((words) => note(words)),
    ],
  };
}

function figures({ feeds, leftOut }: Opml, { added, known, repeated }: Addition, dryRun: boolean) {
  const rows: readonly (readonly [string, number])[] = [
    ['Named in the file', feeds.length + leftOut.length],
    [dryRun ? 'To add' : 'Added', added.length],
    ['Read already', known.length],
    ['Named again', repeated.length],
    ['Left out', leftOut.length],
  ];
  return rows.map(([label, count]) => [label, String(count)] as const);
}

/** Longer lists are cut and counted, and so are names of people who write novels. */
const MOST_LINES = 20;
const MAX_NAME = 100;

function listed(title: string, lines: readonly (readonly Inline[])[]): readonly Block[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_LINES;
  return [paragraph(strong(title)), list(lines.slice(0, MOST_LINES)), ...(rest > 0 ? [note(`and ${rest} more.`)] : [])];
}

function addedLine({ entry, labels }: AddedSource): readonly Inline[] {
  const refused = labels === 'refused' ? ' · its labels were refused' : '';
  return [strong(entry.id), text(` · ${clip(entry.name, MAX_NAME)} · ${entry.reliability}${refused}`)];
}

function advice({ feeds }: Opml, { added }: Addition, { takeLabels, dryRun }: Import): readonly string[] {
  if (added.length === 0) return [];
  const unlabelled = added.filter(({ labels }) => labels !== 'taken').length;
  const refused = added.filter(({ labels }) => labels === 'refused').length;
  const labelled = feeds.some(({ labels }) => Object.keys(labels).length > 0);
  return [
    ...(unlabelled > 0
      ? [
          `Unlabelled (reliability F): ${unlabelled}. Such a source raises no grade until an editor fills in its entry in the desk file.`,
        ]
      : []),
    ...(refused > 0 ? [`Labels that a desk file does not take were refused as a whole: ${refused}.`] : []),
    ...(labelled && !takeLabels
      ? ['The labels in the file are the judgement of another desk: --labels takes them.']
      : []),
    ...(dryRun ? [] : ['A running bot reads them from its next start on.']),
  ];
}

const feedCount = (count: number): string => `${count} ${count === 1 ? 'feed' : 'feeds'}`;
