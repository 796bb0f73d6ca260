import { pageKey } from './page.ts';
import { isSamePiece } from './piece.ts';
import type { Update } from './update.ts';

/** Finds the known update that another one is under a new guid. */
export interface PieceIndex<Known extends Update> {
  find(update: Update): Known | undefined;
  add(update: Known): void;
}

/** By page: an update without an address is never found. Of several the last added is found. */
export function createPieceIndex<Known extends Update>(known: readonly Known[]): PieceIndex<Known> {
  const byPage = new Map<string, Known[]>();
  const at = (update: Update): readonly Known[] => byPage.get(pageKey(update) ?? '') ?? [];

  function add(update: Known): void {
    const page = pageKey(update);
    if (page !== null) byPage.set(page, [...at(update), update]);
  }

  for (const update of known) add(update);
  return { add, find: (update) => at(update).findLast((other) => isSamePiece(other, update)) };
}
