import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions } from './bench.ts';
import { report } from './report.ts';
import { table } from './table.ts';

const usage = 'npm run bench -- <name> [--data DIR] [--slack-channels N] [--only PART]';

/**
 * Runs the benchmark that the arguments name and prints a table, then one line of JSON; without a name, lists them all.
 * Returns the exit code: 0 also when a goal is missed, 1 when the benchmark failed, 2 when it was asked wrongly.
 */
export async function runBench({
  args,
  folder,
  out = console.log,
  progress = console.error,
}: {
  readonly args: readonly string[];
  /** Each file directly in it is a benchmark, but run.ts. */
  readonly folder: string;
  readonly out?: (text: string) => void;
  readonly progress?: (text: string) => void;
}): Promise<number> {
  const asked = read(args);
  if (asked === null) {
    progress(`Usage: ${usage}`);
    return 2;
  }
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.slice(0, -'.ts'.length));
  if (asked.name === null) {
    out(`Usage: ${usage}\n\n${await listing(folder, names)}`);
    return 0;
  }
  if (!names.includes(asked.name)) {
    progress(`There is no benchmark "${asked.name}". There are: ${names.join(', ')}.`);
    return 2;
  }
  try {
    const bench = await load(folder, asked.name);
    const { name: _, ...options } = asked;
    const figures = await bench.run({ ...options, progress });
    report({ name: bench.name, summary: bench.summary, figures, out });
    return 0;
  } catch (error) {
    progress(`bench: the benchmark failed (${asked.name})\n${error instanceof Error ? error.stack : String(error)}`);
    return 1;
  }
}

interface Asked extends Omit<BenchOptions, 'progress'> {
  readonly name: string | null;
}

function read(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, 'slack-channels': { type: 'string' }, only: { type: 'string' } },
      allowPositionals: true,
    });
    const { data = null, 'slack-channels': channels, only = null } = values;
    const slackChannels = channels === undefined ? null : Number(channels);
    const wrong = slackChannels !== null && !(Number.isInteger(slackChannels) && slackChannels > 0);
    return wrong || positionals.length > 1 ? null : { name: positionals[0] ?? null, data, slackChannels, only };
  } catch {
    return null;
  }
}

async function load(folder: string, name: string): Promise<Bench> {
  // A file of this folder exports a Bench; one that does not fails below, at its first use.
  const { bench } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as { bench?: Bench };
  if (bench?.name !== name) throw new Error(`bench: the file exports no bench of its name (${name})`);
  return bench;
}

/** A benchmark that cannot be loaded must not hide the others. */
async function listing(folder: string, names: readonly string[]): Promise<string> {
  const rows = names.map(async (name) => {
    const summary = await load(folder, name).then(
      (bench) => bench.summary,
      (error) => `cannot be loaded: ${error.message}`,
    );
    return [name, summary];
  });
  return table(await Promise.all(rows));
}
