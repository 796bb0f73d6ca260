import type { Figure } from './bench.ts';
import { thisMachine } from './machine.ts';
import { figureTable } from './table.ts';

/** Prints what was measured: a table for people with `remarks` below it, then one line of JSON. */
export function report({
  name,
  summary,
  figures,
  remarks = [],
  out,
}: {
  readonly name: string;
  readonly summary: string;
  readonly figures: readonly Figure[];
  readonly remarks?: readonly string[];
  readonly out: (text: string) => void;
}): void {
  out(`${summary}\n\n${figureTable(figures)}\n`);
  for (const remark of remarks) out(remark);
  out(JSON.stringify({ bench: name, machine: thisMachine(), figures }));
}
