import { CamelCasePlugin, Kysely } from 'kysely';
import type { Log } from '../log.ts';
import { alertChangeTable } from './alert-changes.ts';
import { alertTable } from './alerts.ts';
import { channelTable } from './channels.ts';
import { deliveryTable } from './deliveries.ts';
import { editionTable } from './editions.ts';
import { type Db, type Engine, together } from './engine.ts';
import { transactionGuard } from './guard.ts';
import { ledgerTable } from './ledger.ts';
import { meterTable } from './meters.ts';
import { migrate } from './migrate.ts';
import { pauseTable } from './pauses.ts';
import { pinTable } from './pins.ts';
import { openPostgres } from './postgres/open.ts';
import { questionTable } from './questions.ts';
import { requestTable } from './requests.ts';
import type { Schema } from './schema.ts';
import { sourceTable } from './sources.ts';
import { openSqlite } from './sqlite/open.ts';
import type { Store, Tables } from './store.ts';
import { storyTable } from './stories.ts';
import { storyDecisionTable } from './story-decisions.ts';
import { subscriptionTable } from './subscriptions.ts';
import { tokenTable } from './tokens.ts';
import { toldTable } from './told.ts';
import { updateTable } from './updates.ts';
import { visitTable } from './visits.ts';

/**
 * Opens the store and brings its tables up to date: PostgreSQL at `url` or, where that is null, SQLite in `dataDir`.
 * Throws `UserError` where it cannot be opened or was written by a newer program.
 */
export async function openStore({
  dataDir,
  url,
  log,
  clock = Date.now,
}: {
  readonly dataDir: string;
  readonly url: string | null;
  readonly log?: Pick<Log, 'warn'>;
  readonly clock?: () => number;
}): Promise<Store> {
  const onLost = (err: Error) =>
    log?.warn({ err }, 'store: a connection to PostgreSQL broke; the next query makes one');
  const engine = url === null ? openSqlite({ dataDir }) : await openPostgres({ url, onLost });
  const db: Db = new Kysely<Schema>({ dialect: engine.dialect, plugins: [new CamelCasePlugin()] });
  const guard = transactionGuard();

  async function end(): Promise<void> {
    await engine.settle(db);
    await db.destroy();
  }

  try {
    await migrate(db, engine, clock());
  } catch (error) {
    await end();
    throw error;
  }

  let ending: Promise<void> | null = null;
  return {
    ...tablesOf(db.withPlugin(guard.plugin), engine),
    engine: engine.name,
    place: engine.place,
    async transaction(work) {
      guard.check();
      return together(db, (transaction) => guard.run(() => work(tablesOf(transaction, engine))));
    },
    close() {
      ending ??= end();
      return ending;
    },
  };
}

const tablesOf = (db: Db, engine: Engine): Tables => ({
  sources: sourceTable(db, engine),
  updates: updateTable(db, engine),
  stories: storyTable(db, engine),
  storyDecisions: storyDecisionTable(db),
  pins: pinTable(db),
  channels: channelTable(db),
  subscriptions: subscriptionTable(db, engine),
  editions: editionTable(db),
  told: toldTable(db),
  alerts: alertTable(db),
  alertChanges: alertChangeTable(db),
  deliveries: deliveryTable(db, engine),
  pauses: pauseTable(db),
  meters: meterTable(db, engine),
  questions: questionTable(db),
  visits: visitTable(db),
  tokens: tokenTable(db),
  requests: requestTable(db),
  ledger: ledgerTable(db, engine),
});
