import { stillHolds, voiceDetails } from './disputed-figures.ts';
import { type SaidNow, saidNow } from './side-by-side.ts';
import type { Source } from './source.ts';
import type { StoredUpdate } from './update.ts';
import type { Voice } from './voice.ts';

/**
 * The report that speaks for a story: of those from its most reliable source, the earliest whose headline still holds. One that
 * counts an outcome (`isOutcome`) holds as long as every voice counts the same; where none holds, the latest speaks. `voices`:
 * those of all the story's reports. Undefined where there is no report.
 */
export function leadOf(
  updates: readonly StoredUpdate[],
  sources: ReadonlyMap<string, Source>,
  voices: readonly Voice[],
): StoredUpdate | undefined {
  const reliability = ({ source }: StoredUpdate): string => sources.get(source)?.reliability ?? 'F';
  const [best = 'F'] = updates.map(reliability).toSorted();
  const reports = updates
    .filter((update) => reliability(update) === best)
    .toSorted((one, other) => one.published - other.published);
  // Most headlines count nothing, and to read all reports takes longer.
  let now: SaidNow | null = null;
  const said = (): SaidNow => {
    now ??= saidNow(voiceDetails(voices));
    return now;
  };
  return reports.find(({ title }) => stillHolds(title, said)) ?? reports.at(-1);
}
