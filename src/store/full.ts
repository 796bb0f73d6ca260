import { UserError } from '../news/user-error.ts';

/** A disk without room, which somebody must make: every engine's own error for it comes to people in these words. */
export const fullDisk = (cause: unknown): UserError =>
  new UserError(
    "The desk's disk is full, so nothing of this was kept or sent. Ask whoever runs Sitrep to make room, and try again.",
    { cause },
  );
