import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NEVER } from '../../src/store/delivery.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { seeded } from '../harness/corpus.ts';
import { emptyPlace, type StorePlace } from '../harness/place.ts';
import { alertDrill } from './alerts/drill.ts';
import { startCuts } from './cuts.ts';
import { addStories, subscribeAll } from './desk.ts';
import { startFleet } from './fleet.ts';
import { createLostAnswers } from './lost-answers.ts';
import { type ChaosReport, reportOf } from './report.ts';
import { type Stage, setStage } from './stage.ts';
import { traffic } from './traffic.ts';
import { createWeather, type Trouble } from './weather.ts';

export interface ChaosOptions {
  /** Alerts are approved, corrected and withdrawn, instead of alerts and digests sent as fast as can be. */
  readonly alerts: boolean;
  readonly kills: number;
  /** Of everything that is drawn at random; the processes themselves never run twice alike. */
  readonly seed: number;
  /** On both platforms together. */
  readonly channels: number;
  /** Bots at once; more than one only on a PostgreSQL. */
  readonly replicas: number;
  /** So many times as many requests go wrong as on an ordinary bad day. */
  readonly storm: number;
  /** Troubles that the weather leaves out. */
  readonly without: readonly Trouble[];
  /** A PostgreSQL, instead of the embedded store. */
  readonly database?: string | undefined;
  /** Where the bots' log is kept; without it, it goes with the store. */
  readonly log?: string | undefined;
  /** Says how it goes, every few seconds. */
  readonly progress: (text: string) => void;
}

const progressMs = 3_000;
/** How long the bots may take, in calm weather, to deliver what waits. */
const longestCalmMs = 20 * 60_000;

/**
 * Kills the real bot again and again while alerts and digests flow and everything goes wrong with the platforms; then lets
 * it finish in peace, and judges by what stands in the channels.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const place = await emptyPlace(options.database);
  const store = await openStore({ dataDir: place.dataDir, url: place.url });
  const stage = await setStage(options.channels, seeded(options.seed));
  try {
    await subscribeAll(store, stage.channels);
    await addStories(store, 60, seeded(options.seed));
    return await storm(options, place, store, stage);
  } finally {
    await stage.stop();
    await store.close();
    await place.clean();
  }
}

async function storm(options: ChaosOptions, place: StorePlace, store: Store, stage: Stage): Promise<ChaosReport> {
  const { kills, seed, storm: times, without, progress } = options;
  const began = performance.now();
  const logFile = options.log ?? join(place.dataDir, 'bot.log');
  writeFileSync(logFile, '');
  const drill = options.alerts ? alertDrill : traffic;
  const desk = deskSettings(place, drill.deskFile);
  const settings = Array.from({ length: options.replicas }, () => ({ ...stage.settings, ...desk }));
  const fleet = startFleet({ settings, logFile, random: seeded(seed + 1) });
  const weather = createWeather({ random: seeded(seed + 2), without, storm: times });
  const lost = createLostAnswers({ store, stage });
  let killed = 0;
  const reporter = setInterval(async () => {
    const waiting = await waitingIn(store);
    const standing = stage.standing().length;
    progress(
      `kill ${killed} of ${kills}: ${standing} messages stand, ${waiting} wait, ${lost.all().size} answers lost`,
    );
  }, progressMs);
  try {
    // The commands are registered once, in peace.
    await fleet.ready();
    await stage.connected();
    const course = drill.begin({ store, stage, random: seeded(seed + 3), settings: desk });
    const cuts = startCuts(stage, seeded(seed + 4));
    stage.weather(weather);
    while (killed < kills) {
      await fleet.killOne(async () => {
        killed += 1;
        await lost.atKill();
        await course.atKill();
        if (killed < kills) return;
        stage.weather(null);
        cuts.stop();
      });
    }
    await course.stop();
    await settled(store, progress);
    await fleet.end();
    const seconds = (performance.now() - began) / 1_000;
    const log = readFileSync(logFile, 'utf8');
    const verdict = await course.judge();
    return reportOf({ verdict, stage, lost, weather, kills, crashes: fleet.crashes(), log, seconds });
  } finally {
    clearInterval(reporter);
    stage.weather(null);
    await fleet.abandon();
  }
}

function deskSettings({ dataDir, url }: StorePlace, deskFile: string): Readonly<Record<string, string>> {
  const desk = join(dataDir, 'desk.yaml');
  writeFileSync(desk, deskFile);
  return { SITREP_DESK: desk, SITREP_DATA_DIR: dataDir, ...(url === null ? {} : { DATABASE_URL: url }) };
}

/** How many deliveries have not ended; one that waits for a person's decision will not. */
async function waitingIn({ deliveries }: Store): Promise<number> {
  const waiting = await deliveries.recent({ states: ['pending', 'sending', 'uncertain', 'held'], limit: 10_000 });
  return waiting.filter(({ nextTry }) => nextTry < NEVER).length;
}

/** Resolves when nothing waits and no digest is due. What is left after a long time is for the oracle to tell. */
async function settled(store: Store, progress: (text: string) => void): Promise<void> {
  const until = Date.now() + longestCalmMs;
  while (Date.now() < until) {
    const due = await store.subscriptions.due(Date.now(), 1);
    if (due.length === 0 && (await waitingIn(store)) === 0) return;
    await sleep(250);
  }
  progress(`chaos: deliveries still wait after ${longestCalmMs / 60_000} calm minutes`);
}
