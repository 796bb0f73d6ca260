import { denies } from './denial.ts';
import { countsNow, stillHolds } from './disputed-figures.ts';
import type { Source } from './source.ts';
import type { StoredUpdate } from './update.ts';
import type { Voice } from './voice.ts';

/**
 * The report that speaks for a story: of those from its most reliable source, the earliest whose headline still holds. One that
 * counts an outcome (`isOutcome`) holds as long as every voice counts the same; where none holds, the latest speaks. A later denial
 * takes no other report's place. `voices`: those of all the story's reports. Undefined where there is no report.
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
    .toSorted((one, other) => one.published - other.published)
    .filter(({ title }, at) => at === 0 || !denies(title));
  return reports.find(({ title }) => stillHolds(title, () => countsNow(voices))) ?? reports.at(-1);
}
