import { denies } from './denial.ts';
import { isDisputed, stillHolds } from './disputed-figures.ts';
import { languageCode } from './language-code.ts';
import { type Provenance, provenancesOf } from './provenance.ts';
import { type SharedHeadline, sharedHeadline } from './shared-headline.ts';
import { detailsOf, type SideBySide, saidNow, sideBySide } from './side-by-side.ts';
import type { Source } from './source.ts';
import { type Revision, type StoryChange, storyChanges, wordingsOf } from './story-change.ts';
import { type Turn, timelineOf } from './timeline.ts';
import type { StoredUpdate } from './update.ts';
import { voicesOf } from './voice.ts';

/** What the reports of one story have in common, where they differ, and what became of them. Reports are numbered from 1. */
export interface StoryCard extends SideBySide {
  readonly shared: SharedHeadline | null;
  /** Of each report, in their order. */
  readonly provenances: readonly Provenance[];
  readonly changes: readonly StoryChange[];
  readonly timeline: readonly Turn[];
}

/** Reports of a story beyond these are not compared: its first ones, and its latest. */
const MOST_FIRST = 20;
const MOST_LATEST = 80;

/**
 * Puts the card of a story together from its updates, oldest first. `revisions`: what those that were edited said before, by id.
 * Quotes alone: every figure, place and day is as a report wrote it.
 */
export function storyCard(
  updates: readonly StoredUpdate[],
  sources: ReadonlyMap<string, Source>,
  revisions: ReadonlyMap<string, readonly Revision[]>,
): StoryCard {
  const voices = voicesOf(updates, sources);
  const voiceOf = new Map(
    voices.flatMap(({ origin, reports }) => reports.map(({ update }) => [update.id, origin.key] as const)),
  );
  const numbered = updates.map((update, at) => ({
    update,
    report: at + 1,
    voice: voiceOf.get(update.id) ?? null,
    source: sources.get(update.source),
  }));
  const compared = numbered.filter(({ report }) => report <= MOST_FIRST || report > numbered.length - MOST_LATEST);
  const saying = compared.filter(({ update }) => !denies(update.title));
  const details = compared.map(({ update, report, voice }) =>
    wordingsOf(update, revisions.get(update.id) ?? []).map((wording) => detailsOf({ ...wording, voice, report })),
  );
  const now = saidNow(details.flatMap((wordings) => wordings.at(-1) ?? []));
  const values = sideBySide(now);
  return {
    ...values,
    shared: sharedHeadline(
      saying.map(({ update, report, voice, source }) => ({
        voice,
        report,
        title: update.title,
        language: languageCode(update.language ?? source?.language ?? null),
        disputed: isDisputed(update.title, values.differing) || !stillHolds(update.title, () => now),
      })),
    ),
    provenances: provenancesOf(updates, voices),
    changes: storyChanges(updates, revisions, details.flat(2)),
    timeline: timelineOf(
      numbered.map(({ update, report, voice, source }) => ({
        report,
        voice,
        at: update.published,
        bloc: source?.bloc ?? 'unknown',
        corrected: update.corrected,
      })),
    ),
  };
}
