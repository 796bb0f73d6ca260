import { parseArgs } from 'node:util';
import type { ChaosOptions } from './chaos.ts';
import { troubles } from './weather.ts';

/** How a run is asked for. */
export const usage = `Usage: npm run chaos -- [--alerts] [--kills 200] [--seed 1] [--channels 200] [--replicas 1] [--storm 1] [--without TROUBLE]… [--log FILE]

Kills the bot while everything goes wrong with both platforms, and judges by what stands in their channels. Prints a
table, what was delivered wrongly, and last one line of JSON; the exit code is 1 where anything was. The bot runs on the
embedded store, or on the PostgreSQL of DATABASE_URL, where --replicas starts several bots. --seed settles what is drawn at
random, but no run goes twice alike. --alerts follows alerts through draft, approval, send, correction and withdrawal,
which editors ask for on both platforms and in terminals that are killed too; by default with 100 kills and 24 channels,
since platforms take few edits. --storm 3 lets three times as many requests go wrong. --log keeps what the bots tell. TROUBLE is one of
  ${troubles.join(', ')}`;

type Asked = Omit<ChaosOptions, 'progress' | 'database'>;

/** What the arguments ask for; 'help' for --help, and null for arguments that make no sense. */
export function readOptions(args: readonly string[], database: string | undefined): Asked | 'help' | null {
  const given = parsed(args);
  if (given === null) return null;
  if (given.help) return 'help';
  const { alerts } = given;
  const usual = alerts ? { kills: 100, channels: 24 } : { kills: 200, channels: 200 };
  const numbers = [
    given.kills ?? usual.kills,
    given.seed,
    given.channels ?? usual.channels,
    given.replicas,
    given.storm,
  ].map(Number);
  const [kills, seed, channels, replicas, storm] = numbers;
  const without = troubles.filter((trouble) => given.without.includes(trouble));
  if (!whole(kills, 1) || !whole(seed, 0) || !whole(channels, 2) || !whole(replicas, 1) || !whole(storm, 1))
    return null;
  if (without.length !== new Set(given.without).size || (replicas > 1 && database === undefined)) return null;
  return { alerts, kills, seed, channels, replicas, storm, without, log: given.log };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        alerts: { type: 'boolean', default: false },
        kills: { type: 'string' },
        seed: { type: 'string', default: '1' },
        channels: { type: 'string' },
        replicas: { type: 'string', default: '1' },
        storm: { type: 'string', default: '1' },
        without: { type: 'string', multiple: true, default: [] },
        log: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    return null;
  }
}

const whole = (value: number | undefined, least: number): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= least;
