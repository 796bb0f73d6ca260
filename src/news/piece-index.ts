import { pageKey } from './page.ts';
import { isSamePiece } from './piece.ts';
import type { Update } from './update.ts';

/** Finds the known update that another one is under a new guid. */
export interface PieceIndex {
  find(update: Update): Update | undefined;
  add(update: Update): void;
}

/** By page: an update without an address is never found. Of several the last added is found. */
export function createPieceIndex(known: readonly Update[]): PieceIndex {
  const byPage = new Map<string, Update[]>();
  const at = (update: Update): readonly Update[] => byPage.get(pageKey(update) ?? '') ?? [];

  function add(update: Update): void {
    const page = pageKey(update);
    if (page !== null) byPage.set(page, [...at(update), update]);
  }

  for (const update of known) add(update);
  return { add, find: (update) => at(update).findLast((other) => isSamePiece(other, update)) };
}
