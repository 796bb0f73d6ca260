import { fields, note, paragraph, text, time } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { firstBreak, GENESIS } from '../news/ledger-chain.ts';
import { UserError } from '../news/user-error.ts';
import type { LedgerRow, LedgerTable } from '../store/ledger.ts';

type Ledger = Pick<LedgerTable, 'rows' | 'seqOf'>;

/** What the chain of the ledger shows. */
type Verdict =
  | {
      readonly kind: 'whole';
      readonly entries: number;
      /** When the first entry was made; null where there is none. */
      readonly since: number | null;
      readonly head: string;
      /** How many entries stand behind the head that was noted; null where that is not in the chain. */
      readonly behindNoted: number | null;
    }
  | { readonly kind: 'broken'; readonly before: number; readonly entry: LedgerRow; readonly why: string };

const BATCH = 1_000;

/**
 * Walks the whole chain of the ledger and says whether it is one, and whether it still holds a head that was `noted`
 * elsewhere. The tone is `problem` where not. Throws `UserError` for a noted head that is none.
 */
export async function verifyLedger(order: {
  readonly ledger: Ledger;
  readonly noted: string | null;
  readonly onProgress: (entries: number) => void;
}): Promise<Message> {
  const noted = order.noted?.toLowerCase() ?? null;
  if (noted !== null && !/^[0-9a-f]{64}$/.test(noted))
    throw new UserError(
      `--head takes the 64 letters and digits that sitrep ledger verify printed, not “${order.noted}”.`,
    );
  const verdict = await walk({ ...order, noted });
  return verdict.kind === 'broken' ? layoutBroken(verdict) : layoutWhole(verdict, noted);
}

async function walk({ ledger, noted, onProgress }: Parameters<typeof verifyLedger>[0]): Promise<Verdict> {
  let [entries, head]: [number, string] = [0, GENESIS];
  let since: number | null = null;
  let upToNoted = noted === GENESIS ? 0 : null;
  for (let after: number | null = null; ; ) {
    const rows: readonly LedgerRow[] = await ledger.rows({ after, limit: BATCH });
    const broken = firstBreak(rows, head);
    if (broken !== null) {
      const { kind, entry } = broken;
      const why = kind === 'changed' ? CHANGED : await whyDisplaced(ledger, entry);
      return { kind: 'broken', before: entries + rows.indexOf(entry), entry, why };
    }
    const found = rows.findIndex(({ hash }) => hash === noted);
    if (found >= 0) upToNoted = entries + found + 1;
    since ??= rows[0]?.at ?? null;
    entries += rows.length;
    const last = rows.at(-1);
    head = last?.hash ?? head;
    after = last?.seq ?? after;
    if (rows.length < BATCH)
      return { kind: 'whole', entries, since, head, behindNoted: upToNoted === null ? null : entries - upToNoted };
    onProgress(entries);
  }
}

const CHANGED =
  'It does not say what its hash stands for: it was changed after it was written, or Sitrep never wrote it.';

async function whyDisplaced({ seqOf }: Ledger, { seq, previous }: LedgerRow): Promise<string> {
  if (previous === GENESIS) return 'It says that it is the first entry: what stands before it was put in or moved.';
  const followed = await seqOf(previous);
  if (followed === null) return 'The entry that it follows is missing: one or more were taken away before it.';
  return followed > seq
    ? `It follows entry ${followed}, which comes later: entries were moved.`
    : `It follows entry ${followed} and not the one before it: it, or what stands between the two, was put in or moved.`;
}

function layoutBroken({ entry, before, why }: Extract<Verdict, { kind: 'broken' }>): Message {
  const { seq, at, actor, action, subject } = entry;
  const summary = `The ledger is broken at entry ${seq}.`;
  return {
    tone: 'problem',
    summary,
    blocks: [
      paragraph(summary),
      fields([
        ['What is wrong', why],
        ['When', moment(at)],
        ['Actor', actor],
        ['Action', action],
        ['Subject', subject],
        ['In order before it', counted(before)],
      ]),
      note(
        'This is the first such place; there may be more behind it. Compare with a backup, or with an earlier export.',
      ),
    ],
  };
}

function layoutWhole(
  { entries, since, head, behindNoted }: Extract<Verdict, { kind: 'whole' }>,
  noted: string | null,
): Message {
  const lost = noted !== null && behindNoted === null;
  const summary = lost
    ? 'The noted head is not in the ledger: entries at its end were taken away, or all of it was written anew.'
    : entries === 0
      ? 'The ledger has no entry yet.'
      : 'The ledger is whole: each entry is as it was written and follows the one before it.';
  return {
    tone: lost ? 'problem' : 'routine',
    summary,
    blocks: [
      paragraph(summary),
      fields([
        ['Entries', figure(entries)],
        ...(since === null ? [] : [['Since', moment(since)] as const]),
        ['Head', head],
        ...(noted === null
          ? []
          : [['Noted head', lost ? noted : `in its place, ${counted(behindNoted ?? 0)} behind it`] as const]),
      ]),
      note(
        lost
          ? 'What is there is a whole chain, but not the one that was noted. Compare with a backup, or with an earlier export.'
          : 'Note the head elsewhere: sitrep ledger verify --head <it> then shows whether newer entries were taken away, which nothing here can tell.',
      ),
    ],
  };
}

/** A changed entry may bear a time that is none. */
const moment = (at: number): Inline => (Number.isNaN(new Date(at).getTime()) ? text(String(at)) : time(at, 'moment'));

const figure = (count: number): string => count.toLocaleString('en-GB');
const counted = (count: number): string => `${figure(count)} ${count === 1 ? 'entry' : 'entries'}`;
