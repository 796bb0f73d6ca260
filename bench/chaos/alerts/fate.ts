/** How far an alert comes, and what is said about it after it was sent. */
export type Fate =
  | { readonly end: 'draft' | 'waiting' | 'discarded' | 'rejected' }
  | { readonly end: 'sent'; readonly amendments: readonly ('corrected' | 'withdrawn')[] };

/** How many in a hundred have which fate. */
const shares: readonly (readonly [number, Fate])[] = [
  [4, { end: 'draft' }],
  [8, { end: 'waiting' }],
  [6, { end: 'discarded' }],
  [8, { end: 'rejected' }],
  [10, { end: 'sent', amendments: [] }],
  [20, { end: 'sent', amendments: ['corrected'] }],
  [18, { end: 'sent', amendments: ['corrected', 'corrected'] }],
  [12, { end: 'sent', amendments: ['withdrawn'] }],
  [14, { end: 'sent', amendments: ['corrected', 'withdrawn'] }],
];

/** A fate by chance. */
export function drawFate(random: () => number): Fate {
  let left = random() * 100;
  const drawn = shares.find(([share]) => {
    left -= share;
    return left < 0;
  });
  return drawn?.[1] ?? { end: 'waiting' };
}
