import { type Drill, parseDrill } from '../../src/content/drill-file.ts';
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
