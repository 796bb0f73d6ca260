// Runs before every script, on whatever Node the shell found: it must stay plain, old JavaScript.
const NEEDED = 24;
const found = Number(process.versions.node.split('.')[0]);
if (found < NEEDED) {
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
