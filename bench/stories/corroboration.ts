import type { Labelled } from './corpus.ts';

/**
 * In how many of a hundred events the number of distinct outlets comes out right: counted in the story that has most of an
 * event's reports, the outlets of all that stands in it against those of the event.
 */
export function outletsRight(lines: readonly Labelled[], storyOf: ReadonlyMap<string, number>): number {
  const byEvent = Map.groupBy(lines, ({ event }) => event);
  const byStory = Map.groupBy(lines, ({ id }) => storyOf.get(id));
  const right = [...byEvent.values()].filter((reports) => {
    const stories = Map.groupBy(reports, ({ id }) => storyOf.get(id));
    const [main] = [...stories].toSorted(([, one], [, other]) => other.length - one.length);
    return main !== undefined && outlets(byStory.get(main[0]) ?? []) === outlets(reports);
  });
  return (100 * right.length) / byEvent.size;
}

const outlets = (lines: readonly Labelled[]): number => new Set(lines.map(({ source }) => source)).size;
