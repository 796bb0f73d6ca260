/** How every headline of a drill starts, and none of another one. */
export const openingOf = (drill: number): string => `Drill ${drill} has begun in `;

/** The words of a drill's alert, none of which is the beginning of another. `reading` is 0 before any correction. */
export const headlineOf = (drill: number, reading: number): string => `${openingOf(drill)}town ${reading} today`;

/** Why an alert comes to this reading: it is corrected, or withdrawn. */
export const reasonOf = (drill: number, reading: number): string => `Report ${reading} about drill ${drill} came in`;
