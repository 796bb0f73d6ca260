import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Bureau } from '../bureau.ts';
import { parseMoment } from '../command/moment.ts';
import { list, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { errorCode } from '../news/error-code.ts';
import { excerpt } from '../news/excerpt.ts';
import { UserError } from '../news/user-error.ts';
import type { LedgerEntry, LedgerTable } from '../store/ledger.ts';
import type { Listing } from './deliveries.ts';
import { ledgerLines } from './ledger-export.ts';
import { verifyLedger } from './ledger-verify.ts';
import { onceASecond, toStderr } from './progress.ts';

interface Asking {
  readonly bureau: { readonly store: Pick<Bureau['store'], 'ledger'> };
  readonly args: readonly string[];
  /** Takes what is exported. */
  readonly out: NodeJS.WritableStream;
  readonly clock?: () => number;
  /** Is told how far a long walk is. */
  readonly tell?: (words: string) => void;
}

const NEWEST = 20;

/**
 * `sitrep ledger`: the newest entries in words. `verify` says whether the chain is whole, `export` writes it as JSON Lines to
 * `out` and answers null.
 */
export async function ledger({
  bureau,
  args: [what, ...args],
  out,
  clock = Date.now,
  tell = toStderr,
}: Asking): Promise<Listing | Message | null> {
  const { ledger: table } = bureau.store;
  switch (what) {
    case undefined:
      return newest(table);
    case 'verify': {
      const { values } = parseArgs({ args, options: { head: { type: 'string' } } });
      const progress = onceASecond({ clock, tell });
      return verifyLedger({
        ledger: table,
        noted: values.head ?? null,
        onProgress: (entries) => progress(() => `${entries.toLocaleString('en-GB')} entries are in order`),
      });
    }
    case 'export': {
      const { values } = parseArgs({ args, options: { since: { type: 'string' }, action: { type: 'string' } } });
      const since = values.since === undefined ? undefined : parseMoment(values.since, clock());
      await write(out, ledgerLines(table, { since, action: values.action }));
      return null;
    }
    default:
      throw new UserError(
        `sitrep ledger ${what} is nothing: sitrep ledger lists the newest entries, verify checks them all, export prints them.`,
      );
  }
}

async function write(out: NodeJS.WritableStream, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(pieces, out, { end: false });
  } catch (error) {
    // Whoever reads has enough, as `head` does.
    if (errorCode(error) !== 'EPIPE') throw error;
  }
}

async function newest(table: LedgerTable): Promise<Listing> {
  const rows = await table.recent(NEWEST);
  const summary = rows.length === 0 ? 'The ledger has no entry yet.' : `The ledger, newest first: ${rows.length}`;
  return {
    rows,
    message: {
      tone: 'routine',
      summary,
      blocks: [
        paragraph(summary),
        ...(rows.length === 0 ? [] : [list(rows.map(line))]),
        note('sitrep ledger verify checks that nothing was changed; sitrep ledger export prints all of it.'),
      ],
    },
  };
}

function line({ at, actor, action, subject, details }: LedgerEntry): readonly Inline[] {
  const said = Object.entries(details).flatMap(([name, value]) => detailWords(name, value));
  return [
    time(at, 'moment'),
    text(' · '),
    strong(action),
    text(` · ${subject} · by ${actor}`),
    ...(said.length === 0 ? [] : [text(` · ${excerpt(said.join(', '), 200)}`)]),
  ];
}

function detailWords(name: string, value: unknown): readonly string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [];
  return [`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`];
}
