// Runs a script of the project on Node 24: launch.cjs <script> [arguments]. It runs on whatever Node the shell found, so
// it must stay plain, old JavaScript. The Node that "npm ci" puts beside the project is looked up here and not in
// node_modules/.bin: npm 10 leaves no link there when packages for several platforms bring the same name.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const NEEDED = 24;
// Megabytes for what is young, thrice in each thread. V8's own choice goes by the machine's memory: it buys a bot that mostly
// waits no time, and one of 10,000 feeds 100 MB of garbage.
const YOUNG = '--max-semi-space-size=2';
const root = join(__dirname, '..');
// Node keeps here what it made of the TypeScript. From the second start on it need not load what makes it: 30 MB of each process.
const compiled = join(root, 'node_modules', '.cache', 'compiled');
const [script, ...args] = process.argv.slice(2);

function suitableNode() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  const windows = process.platform === 'win32';
  const folder = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const pinned = join(root, 'node_modules', folder, 'bin', windows ? 'node.exe' : 'node');
  return existsSync(pinned) ? pinned : null;
}

const node = suitableNode();
if (node === null) {
  console.error(
    [
      `Sitrep runs on Node ${NEEDED} or newer; this is Node ${process.versions.node}.`,
      'On Linux and Windows (x64), Linux (arm64) and macOS (x64) "npm ci" installs the right Node beside the project,',
      'unless optional packages are switched off. Run "npm ci --include=optional" and then the same npm command again,',
      `or install Node ${NEEDED} from https://nodejs.org.`,
    ].join('\n'),
  );
  process.exit(1);
}

// Else glibc keeps a heap of its own for each thread, 10 MB apiece.
const env = Object.assign({ NODE_COMPILE_CACHE: compiled, MALLOC_ARENA_MAX: '2' }, process.env);
const child = spawn(node, [YOUNG, join(root, script), ...args], { stdio: 'inherit', env: env });
// A terminal sends Ctrl-C to both: the script decides when it ends. A signal to this process alone is passed on.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
