/**
 * The candidate that was probably meant by a mistyped word, or null where none is near: for "did you mean".
 * Case is ignored. A third of the longer word may differ (at least one letter, and never all of them); of equally
 * near candidates the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return nearestOnes(word, candidates, 1)[0] ?? null;
}

/** Up to `most` candidates that were probably meant, as `nearest` judges it, the nearest first. */
export function nearestOnes(word: string, candidates: Iterable<string>, most: number): readonly string[] {
  const typed = Array.from(word.toLowerCase());
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    const meant = Array.from(candidate.toLowerCase());
    const longer = Math.max(typed.length, meant.length);
    const allowed = Math.min(Math.max(1, Math.floor(longer / 3)), longer - 1);
    // Two words differ by at least the difference of their lengths, so very long input costs nothing.
    if (Math.abs(typed.length - meant.length) > allowed) continue;
    const distance = editDistance(typed, meant);
    if (distance <= allowed) near.push({ candidate, distance });
  }
  return near
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/**
 * How many letters must be inserted, deleted, replaced or swapped with their neighbour to turn `from` into `to`:
 * optimal string alignment, the restricted form of Damerau (1964), https://doi.org/10.1145/363958.363994
 */
export function editDistance(from: readonly string[], to: readonly string[]): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const steps = [
        (current[column] ?? 0) + 1,
        (last[column + 1] ?? 0) + 1,
        (last[column] ?? 0) + (letter === other ? 0 : 1),
      ];
      const swapped = letter === to[column - 1] && other === from[row - 1];
      if (swapped) steps.push((beforeLast[column - 1] ?? 0) + 1);
      current.push(Math.min(...steps));
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
