import type { StoryView } from '../desk/story-view.ts';
import { clip } from '../news/excerpt.ts';
import { sourceName } from './story-block.ts';

const LONGEST_NAME = 80;

/** A report by its number and the name of its source: `Reuters (2)`. */
export function reportName({ reports }: Pick<StoryView, 'reports'>, report: number): string {
  const found = reports[report - 1];
  const name = found === undefined ? 'a report' : clip(sourceName(found.update, found.source), LONGEST_NAME);
  return `${name} (${report})`;
}
