import type { LedgerRow, LedgerTable } from '../store/ledger.ts';

const BATCH = 1_000;

/** The ledger as JSON Lines, the oldest entry first, in pieces of many lines: only since a time, or of one action. */
export async function* ledgerLines(
  { rows }: Pick<LedgerTable, 'rows'>,
  only: { readonly since?: number; readonly action?: string },
): AsyncGenerator<string> {
  for (let after: number | null = null; ; ) {
    const found: readonly LedgerRow[] = await rows({ ...only, after, limit: BATCH });
    if (found.length > 0) yield found.map(line).join('');
    after = found.at(-1)?.seq ?? after;
    if (found.length < BATCH) return;
  }
}

const line = ({ seq, at, actor, action, subject, details, previous, hash }: LedgerRow): string =>
  `${JSON.stringify({ seq, at: isoTime(at), actor, action, subject, details: parsed(details), previous, hash })}\n`;

// Somebody may have changed an entry into something that Sitrep never writes. It is exported as it is: `verify` names it.

const isoTime = (at: number): string | number => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toISOString();
};

function parsed(details: string): unknown {
  try {
    return JSON.parse(details);
  } catch {
    return details;
  }
}
