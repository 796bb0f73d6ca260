import { fileURLToPath } from 'node:url';
import { runBench } from './harness/runner.ts';

process.exitCode = await runBench({
  args: process.argv.slice(2),
  folder: fileURLToPath(new URL('.', import.meta.url)),
});
