import { parseArgs } from 'node:util';
import { checkZones } from './check.ts';

const usage = `Usage: npm run check:zones -- [--from YEAR]

Walks daily digests at six times of the day through two years of every time zone, from this year or YEAR (1973 to 9000), and
expects one edition on each local day. Prints a table, what is wrong, and last one line of JSON; the exit code is 1 where
anything is wrong.`;

/** The first year to walk; 'help' for --help, and null for arguments that make no sense. */
function read(args: readonly string[]): number | 'help' | null {
  try {
    const options = { from: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const from = values.from ?? String(new Date().getFullYear());
    // The last zone that kept seconds of its own (Liberia's) gave them up in 1972.
    const known = /^\d{4}$/.test(from) && Number(from) >= 1973 && Number(from) <= 9000;
    return values.help ? 'help' : known ? Number(from) : null;
  } catch {
    return null;
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const from = read(process.argv.slice(2));
if (from === null) {
  console.error(usage);
  process.exitCode = 2;
} else if (from === 'help') console.log(usage);
else process.exitCode = checkZones({ from, out: console.log, progress: console.error }) > 0 ? 1 : 0;
