import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { type DeskFile, loadDeskFile } from '../content/desk-file.ts';
import { type Drill, parseDrill } from '../content/drill-file.ts';
import type { Happening } from '../drill/happening.ts';
import { openDrillHouse } from '../drill/house.ts';
import { playDrill } from '../drill/play.ts';
import { type DrillRules, rulesOf } from '../drill/rules.ts';
import { type Score, scoreOf } from '../drill/score.ts';
import { decode } from '../feeds/decode.ts';
import type { Log } from '../log.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../news/user-error.ts';
import { documentAt } from './document.ts';
import { layoutDrillScore } from './drill-score.ts';
import { createDrillScreen, type Screen } from './drill-screen.ts';
import { listDrills, shippedDrills, shippedPath } from './drill-shelf.ts';

/** A score in words, and for a program that reads it. */
export interface DrillReport {
  readonly message: Message;
  readonly score: Score;
}

interface Drilling {
  readonly args: readonly string[];
  readonly config: Pick<Config, 'desk' | 'userAgent'>;
  readonly log: Log;
  readonly screen: Screen;
  /** Takes the time line as it happens. */
  readonly write: (text: string) => void;
  /** Is told what a drill at some speed waits for. */
  readonly tell: (words: string) => void;
  /** A person wants it to end. */
  readonly signal: AbortSignal;
}

/**
 * `sitrep drill <file>` plays a recorded day in a house of its own and scores it; without a file it lists those that come
 * with Sitrep. Of the settings it uses where the desk file is, and nothing else: no store and no platform of theirs is opened.
 */
export async function drill(drilling: Drilling): Promise<DrillReport | Message> {
  const { args, config } = drilling;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keys: { type: 'string' }, 'least-owners': { type: 'string' }, speed: { type: 'string' } },
    allowPositionals: true,
  });
  const [place] = positionals;
  const tried = {
    keys: wholeNumber('--keys', values.keys, 1, 5),
    leastOwners: wholeNumber('--least-owners', values['least-owners'], 0, 10),
  };
  // As fast as it can where nobody says.
  const speed = wholeNumber('--speed', values.speed, 1, 1_000_000) ?? Number.POSITIVE_INFINITY;
  const file = await loadDeskFile(config.desk);
  if (place === undefined) return listDrills(file.sources);
  const played = parseDrill(await drillText(place, config), { place, listed: file.sources });
  const rules = rulesOf(file.alerts, played, tried);
  const happenings = await play(drilling, { drill: played, file, rules, speed });
  const score = scoreOf({ drill: played, rules, happenings });
  return { message: layoutDrillScore(score, played), score };
}

function wholeNumber(option: string, typed: string | undefined, least: number, most: number): number | null {
  if (typed === undefined) return null;
  const number = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UserError(`${option} takes a whole number from ${least} to ${most}, not “${typed}”.`);
}

/** A drill by the name of one that comes with Sitrep, or by its file or address. */
async function drillText(place: string, config: Drilling['config']): Promise<string> {
  const shipped = (await shippedDrills()).includes(place);
  const { bytes, contentType } = await documentAt(shipped ? shippedPath(place) : place, config);
  return decode(bytes, contentType).text;
}

async function play(
  { log, screen, write, tell, signal }: Drilling,
  given: {
    readonly drill: Drill;
    readonly file: DeskFile;
    readonly rules: DrillRules;
    readonly speed: number;
  },
): Promise<readonly Happening[]> {
  const { drill, file, rules, speed } = given;
  const drawn = createDrillScreen({ screen, drill });
  const happenings: Happening[] = [];
  write(drawn.title(rules));
  const house = await openDrillHouse({ drill, file, alerts: rules.alerts, log });
  try {
    for await (const happening of playDrill({ drill, house, file })) {
      const ms = (happening.at - (happenings.at(-1)?.at ?? happening.at)) / speed;
      if (ms >= 1_000) tell(`${drawn.time(happening.at)} is next, in ${Math.round(ms / 1_000)} seconds`);
      await sleep(ms, undefined, { signal });
      write(drawn.moment(happening));
      happenings.push(happening);
    }
  } catch (error) {
    if (signal.aborted) throw new UserError('The drill was ended before its last event, and nothing of it is left.');
    throw error;
  } finally {
    await house.close();
  }
  return happenings;
}
