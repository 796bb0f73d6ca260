import { report } from '../harness/report.ts';
import { runChaos } from './chaos.ts';
import { readOptions, usage } from './options.ts';
import type { Finding } from './oracle.ts';

/** A fault of the bot that shows at all shows in every channel. */
const mostTold = 40;
const database = process.env.DATABASE_URL;
const asked = readOptions(process.argv.slice(2), database);

async function run(options: Exclude<typeof asked, 'help' | null>): Promise<number> {
  const summary = `${options.kills} kills of the real bot, among ${options.channels} channels on two stand-ins whose weather is bad.`;
  const { findings, figures, complaints } = await runChaos({ ...options, database, progress: console.error });
  const rest = findings.length - mostTold;
  const remarks = [
    ...findings.slice(0, mostTold).map(inWords),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...[...complaints].map(([complaint, times]) => `the stand-ins complained ${times} times: ${complaint}`),
  ];
  report({ name: options.alerts ? 'chaos-alerts' : 'chaos', summary, figures, remarks, out: console.log });
  return figures.every(({ met }) => met !== false) ? 0 : 1;
}

const inWords = ({ wrong, channel, what, why }: Finding): string => `${wrong}: ${what} in ${channel}: ${why}`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
if (asked === null) {
  console.error(usage);
  process.exitCode = 2;
} else if (asked === 'help') console.log(usage);
else process.exitCode = await run(asked);
