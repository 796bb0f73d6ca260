import type { Selectable } from 'kysely';
import { type Alert, gateFrom } from './alerts.ts';
import type { Db } from './engine.ts';
import type { Schema } from './schema.ts';

/** `regraded`: more or less stood behind it. */
export type AlertChangeKind = 'corrected' | 'withdrawn' | 'regraded' | 'resolved';

/** A change of an alert that was sent, with its words as they were until then. */
export interface AlertChange extends Pick<Alert, 'headline' | 'known' | 'unknown' | 'gate'> {
  readonly alert: number;
  /** From 1. */
  readonly number: number;
  readonly kind: AlertChangeKind;
  /** Why, in an editor's words. */
  readonly reason: string | null;
  /** `platform:user id` of who did it, or `desk`. */
  readonly person: string;
  readonly name: string;
  readonly at: number;
}

export interface AlertChangeTable {
  /** Returns its number. Only for who holds the alert: two at once would take the same. */
  add(change: Omit<AlertChange, 'number'>): Promise<number>;
  /** In order. */
  of(alert: number): Promise<readonly AlertChange[]>;
  /** Of all alerts, those after this time, in order. */
  since(after: number): Promise<readonly AlertChange[]>;
}

/** What became of alerts after they were sent. */
export function alertChangeTable(db: Db): AlertChangeTable {
  const select = () => db.selectFrom('alertChanges').selectAll();
  return {
    async add({ gate, ...change }) {
      const before = await select().where('alert', '=', change.alert).orderBy('number', 'desc').limit(1).execute();
      const number = (before[0]?.number ?? 0) + 1;
      await db
        .insertInto('alertChanges')
        .values({ ...change, number, gate: JSON.stringify(gate) })
        .execute();
      return number;
    },

    of: async (alert) => (await select().where('alert', '=', alert).orderBy('number').execute()).map(fromRow),

    since: async (after) =>
      (await select().where('at', '>', after).orderBy('at').orderBy('alert').orderBy('number').execute()).map(fromRow),
  };
}

const fromRow = ({ gate, ...row }: Selectable<Schema['alertChanges']>): AlertChange => ({
  ...row,
  gate: gateFrom(gate),
});
