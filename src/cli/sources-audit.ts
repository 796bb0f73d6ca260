import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { loadDeskFile } from '../content/desk-file.ts';
import { heading, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Inline } from '../message/message.ts';
import { auditLabels, type LabelFindings } from '../news/label-audit.ts';
import { UserError } from '../news/user-error.ts';
import type { Listing } from './deliveries.ts';

/** Whether words behind `sitrep sources` ask for the audit; all others are the command's that every platform has. */
export const auditsSources = ([what]: readonly string[]): boolean => what === 'audit';

const USUAL_DAYS = 365;

/**
 * `sitrep sources audit [--days 365]`: every source of the desk file whose labels lack something, are unknown, or were reviewed
 * more than so many days ago. A problem where anything is missing, so that it may stand in a pipeline; what is said to be
 * unknown is listed and no mistake. Throws `UserError`.
 */
export async function auditSources({
  config,
  args,
  clock,
}: {
  readonly config: Pick<Config, 'desk'>;
  readonly args: readonly string[];
  readonly clock: () => number;
}): Promise<Listing> {
  const days = daysOf(args);
  const { sources } = await loadDeskFile(config.desk);
  const found = sources.map((source) => auditLabels(source, { now: clock(), days }));
  const lacking = found.filter(({ missing }) => missing.length > 0);
  const unknown = found.filter((one) => one.missing.length === 0 && one.unknown.length > 0);
  const summary = `${sources.length} sources: ${lacking.length} lack something, ${unknown.length} more have something unknown.`;
  return {
    message: {
      tone: lacking.length === 0 ? 'routine' : 'problem',
      summary,
      blocks: [
        heading('Labels of sources'),
        paragraph(summary),
        ...(lacking.length === 0 ? [] : [paragraph(strong('To be added')), list(lacking.map(line))]),
        ...(unknown.length === 0 ? [] : [paragraph(strong('Unknown, which raises no grade')), list(unknown.map(line))]),
        note(
          `A label is stale ${days} days after its review (--days). What labels mean stands above the sources in ${config.desk}.`,
        ),
      ],
    },
    rows: [...lacking, ...unknown].map(({ source, ...findings }) => ({
      id: source.id,
      name: source.name,
      reviewed: source.reviewed,
      ...findings,
    })),
  };
}

const line = ({ source, missing, unknown }: LabelFindings): readonly Inline[] => [
  strong(`${source.name} (${source.id})`),
  text(` · ${[...missing, ...unknown].join('; ')}`),
];

function daysOf(args: readonly string[]): number {
  const usage =
    'sitrep sources audit lists labels that are missing, unknown or older than a year; --days <n> says another age.';
  try {
    const { values } = parseArgs({ args: args.slice(1), options: { days: { type: 'string' } } });
    const days = Number(values.days ?? USUAL_DAYS);
    if (Number.isInteger(days) && days > 0) return days;
  } catch {
    // What is wrong with them is said below.
  }
  throw new UserError(usage);
}
