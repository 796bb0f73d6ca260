import { report } from '../harness/report.ts';
import { runChaos } from './chaos.ts';
import { readOptions, usage } from './options.ts';
import type { Finding } from './oracle.ts';

const database = process.env.DATABASE_URL;
const asked = readOptions(process.argv.slice(2), database);

async function run(options: Exclude<typeof asked, 'help' | null>): Promise<number> {
  const summary = `${options.kills} kills of the real bot, among ${options.channels} channels on two stand-ins whose weather is bad.`;
  const { findings, figures } = await runChaos({ ...options, database, progress: console.error });
  report({ name: 'chaos', summary, figures, remarks: findings.map(inWords), out: console.log });
  return findings.length === 0 ? 0 : 1;
}

const inWords = ({ wrong, channel, what, why }: Finding): string => `${wrong}: ${what} in ${channel}: ${why}`;

if (asked === null) {
  console.error(usage);
  process.exitCode = 2;
} else if (asked === 'help') console.log(usage);
else process.exitCode = await run(asked);
