import type { SourceHealth, SourceReport } from '../desk/source-report.ts';
import { actions, ask, heading, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { type Bloc, blocs } from '../news/source.ts';
import { blocNames, sourceLabel } from './story-block.ts';

/** Every source with its labels; in full for one bloc, as counts and failures for all. */
export function layoutSources(report: SourceReport): Message {
  const { sources } = report;
  const failing = sources.filter(({ health }) => health === 'failing');
  const title = report.bloc === null ? 'Sources' : `Sources: ${blocNames[report.bloc]}`;
  const summary = `${sources.length} ${sources.length === 1 ? 'source' : 'sources'}, ${failing.length} failing`;
  const blocks: Block[] = [heading(title), paragraph(`${summary}. ${waitingWords(sources)}`.trim())];
  if (report.bloc === null) blocks.push(...overview(sources), ...failures(failing));
  else if (sources.length > 0) blocks.push(list(sources.map(line)));
  blocks.push(
    note('A letter A to F is the reliability of a source (F: cannot be judged). What it means: /explain grades.'),
  );
  return { tone: 'routine', summary, blocks };
}

function waitingWords(sources: readonly SourceHealth[]): string {
  const waiting = sources.filter(({ health }) => health === 'waiting').length;
  return waiting === 0 ? '' : `${waiting} not read yet.`;
}

function overview(sources: readonly SourceHealth[]): readonly Block[] {
  const present = blocs.filter((bloc) => sources.some(({ source }) => source.bloc === bloc));
  const lines = present.map((bloc) => {
    const own = sources.filter(({ source }) => source.bloc === bloc);
    return [
      strong(blocNames[bloc]),
      text(`: ${own.map(({ source }) => `${source.name} ${source.reliability}`).join(', ')}`),
    ];
  });
  return [list(lines), actions(...present.slice(0, 5).map((bloc: Bloc) => ask(blocNames[bloc], 'sources', { bloc })))];
}

/** More failures than this are counted: without a network every source fails for the same reason. */
const MOST_FAILURES = 5;

function failures(failing: readonly SourceHealth[]): readonly Block[] {
  if (failing.length === 0) return [];
  const rest = failing.length - MOST_FAILURES;
  return [
    paragraph(strong('Failing')),
    list(
      failing
        .slice(0, MOST_FAILURES)
        .map(({ source, state }) => [text(`${source.name}: ${state?.problem ?? 'unknown reason'}`)]),
    ),
    ...(rest > 0 ? [note(`and ${rest} more, seen with /sources and a bloc.`)] : []),
  ];
}

function line({ source, state, health }: SourceHealth): readonly Inline[] {
  // The label of a state's own medium names the state.
  const labels = [source.reliability, ...(source.stateMedia ? [] : [source.country]), sourceLabel(source)]
    .filter((label) => label !== null)
    .join(', ');
  const owner = source.owner === source.name ? '' : `, owned by ${source.owner}`;
  const name: Inline[] = [strong(source.name), text(` (${labels}${owner}) · `)];
  if (health === 'failing') return [...name, text(`failing: ${state?.problem ?? 'unknown reason'}`)];
  if (health === 'good') return [...name, text('read '), time(state?.lastGood ?? 0, 'ago')];
  return [...name, text(health === 'waiting' ? 'not read yet' : 'no feed')];
}
