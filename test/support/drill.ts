import type { DeskFile } from '../../src/content/desk-file.ts';
import { type Drill, parseDrill } from '../../src/content/drill-file.ts';
import type { Happening } from '../../src/drill/happening.ts';
import { openDrillHouse } from '../../src/drill/house.ts';
import { playDrill } from '../../src/drill/play.ts';
import { rulesOf, type TriedRules } from '../../src/drill/rules.ts';
import { scoreOf } from '../../src/drill/score.ts';
import { createLog } from '../../src/log.ts';
import { deskFile } from './room.ts';

/** The head of a small drill, with its first report. */
export const drillHead = `
title: A small drill
zone: Europe/Warsaw
about: It shows how a drill is played.
facts: [https://example.org/facts]
truth: Ministers met, and nobody resigned.
editors: [{ id: anna, name: Anna }, { id: ben, name: Ben }]
events:
  - { at: 2022-11-15 18:00, update: first, source: one, title: Ministers meet in Brussels today, url: https://one.example/a }
`;

/** A drill on the sources of the test desk: a head with the first report, and `events` that follow. */
export const aDrill = (events: string, head = drillHead): Drill =>
  parseDrill(`${head}${events}`, { place: 'drill.yaml', listed: deskFile.sources });

/** Asks for two keys and two owners. */
const strictDesk: DeskFile = {
  ...deskFile,
  alerts: { ...deskFile.alerts, keys: { flash: 2, urgent: 2, update: 1 }, leastOwners: 2 },
};

/** Opens the house of a drill at a desk, by default one that asks for two keys and two owners. */
export const openHouse = (drill: Drill, file = strictDesk, { alerts }: Pick<DeskFile, 'alerts'> = file) =>
  openDrillHouse({ drill, file, alerts, log: createLog({ level: 'silent' }) });

/** Plays a drill to its end, and scores it. */
export async function played(drill: Drill, tried: Partial<TriedRules> = {}, file = strictDesk) {
  const rules = rulesOf(file.alerts, drill, { keys: null, leastOwners: null, ...tried });
  const house = await openHouse(drill, file, rules);
  const happenings: Happening[] = [];
  try {
    for await (const happening of playDrill({ drill, house, file })) happenings.push(happening);
  } finally {
    await house.close();
  }
  return { happenings, score: scoreOf({ drill, rules, happenings }) };
}
