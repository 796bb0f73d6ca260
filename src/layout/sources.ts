import type { SourceHealth, SourceReport } from '../desk/source-report.ts';
import { actions, ask, heading, list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { type Bloc, blocs, type Source } from '../news/source.ts';
import { capitalised } from './capitalised.ts';
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
      strong(capitalised(blocNames[bloc])),
      text(`: ${own.map(({ source }) => `${source.name} ${source.reliability}`).join(', ')}`),
    ];
  });
  return [
    list(lines),
    actions(...present.slice(0, 5).map((bloc: Bloc) => ask(capitalised(blocNames[bloc]), 'sources', { bloc }))),
  ];
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

function line(one: SourceHealth): readonly Inline[] {
  const { source } = one;
  // The label of a state's own medium names the state.
  const labels = [source.reliability, ...(namesState(source) ? [] : [source.country]), sourceLabel(source)]
    .filter((label) => label !== null)
    .join(', ');
  const owner = source.owner === source.name ? '' : `, owned by ${source.owner}`;
  return [strong(source.name), text(` (${labels}${owner}) · `), ...reading(one)];
}

const namesState = ({ kind, stateMedia }: Source): boolean =>
  kind !== 'government' && (stateMedia === 'controlled' || stateMedia === 'funded');

/** How reading a source goes: the last good poll, the next one, and what stands between them. */
function reading({ state, health, silent, movedTo, daily }: SourceHealth): readonly Inline[] {
  if (state === null || health === 'no feed') return [text('no feed')];
  if (health === 'waiting') return [text('not read yet')];
  const { lastGood, lastNews, goneAt, problem } = state;
  const read: Inline[] = lastGood === null ? [text('never read')] : [text('read '), time(lastGood, 'ago')];
  if (goneAt !== null)
    return [text(`given up: ${problem ?? 'it is gone'}; not polled until its address is changed; `), ...read];
  const next: Inline[] = [text(', next '), time(state.nextPoll, 'time')];
  if (health === 'failing') return [text(`failing: ${problem ?? 'unknown reason'}; `), ...read, ...next];
  return [
    ...read,
    ...next,
    text(daily === null ? '' : `, ${rate(daily)} a day`),
    ...(silent ? [text('; nothing new since '), time(lastNews ?? 0, 'moment')] : []),
    text(movedTo === null ? '' : `; moved for good to ${URL.parse(movedTo)?.host ?? 'another address'}`),
  ];
}

const rate = (daily: number): string => (daily === 0 || daily >= 10 ? daily.toFixed(0) : daily.toFixed(1));
