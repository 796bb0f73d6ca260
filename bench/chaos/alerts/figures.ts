import { type Figure, figure } from '../../harness/bench.ts';
import type { Finding } from '../oracle.ts';
import { wrongFigures } from '../report.ts';
import type { Editors } from './editors.ts';
import { type Evidence, wrongs } from './oracle.ts';
import { type Place, placesOf } from './place.ts';

/** What a drill of alerts came to, in figures. */
export function alertFigures(
  findings: readonly Finding[],
  evidence: Pick<Evidence, 'rows' | 'standing' | 'entries'>,
  editors: Editors,
): readonly Figure[] {
  const acts = (action: string): number => evidence.entries.filter((entry) => entry.action === action).length;
  const places = [...placesOf(evidence).places.values()];
  const sum = (count: (place: Place) => number): number => places.reduce((all, place) => all + count(place), 0);
  const edited = ({ originals }: Place): number => originals.filter(({ text, posted }) => text !== posted).length;
  return [
    ...wrongFigures(wrongs, findings, 'times'),
    figure(`alerts sent, of ${acts('alert.drafted')} drafts`, acts('alert.sent'), 'alerts'),
    figure('corrections', acts('alert.corrected'), 'corrections'),
    figure('withdrawals', acts('alert.withdrawn'), 'withdrawals'),
    figure(
      'copies',
      sum(({ originals }) => originals.length),
      'messages',
    ),
    figure('copies edited in place', sum(edited), 'messages'),
    figure(
      'copies posted anew, where none can be edited',
      sum(({ renewals }) => renewals.length),
      'messages',
    ),
    figure(
      'notes below copies',
      sum(({ notes }) => notes.length),
      'messages',
    ),
    figure(
      'copies taken back before they were out',
      sum(({ row }) => Number(row?.state === 'recalled')),
      'copies',
    ),
    figure('acts confirmed to their editor', editors.told.length, 'acts'),
    figure('terminals killed', editors.killed(), 'terminals'),
  ];
}
