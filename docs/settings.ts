import type { SettingRow } from '../src/config/settings.ts';

const groups = [
  { title: 'The desk', prefix: /^(?!SLACK_|DISCORD_)/ },
  { title: 'Slack', prefix: /^SLACK_/ },
  { title: 'Discord', prefix: /^DISCORD_/ },
];

/** The page `docs/settings.md`: a table for each group of settings. */
export function settingsPage(rows: readonly SettingRow[]): string {
  const tables = groups.flatMap(({ title, prefix }) => [
    `## ${title}`,
    '',
    '| Name | Meaning | Default | Example |',
    '| --- | --- | --- | --- |',
    ...rows.filter(({ name }) => prefix.test(name)).map(tableRow),
    '',
  ]);
  return [
    '# Settings',
    '',
    'Every setting has a default or may be left out: without a single one the desk runs on this machine alone.',
    'Settings come from the environment and from a file `.env` in the working directory; the environment wins, and a',
    'blank value counts as unset. `.env.example` is a file to start from.',
    '',
    'A wrong value or an unknown `SITREP_…` name stops the start, and all mistakes are told together. A mistake in the',
    'settings of Slack or of Discord turns off that platform alone, and the start says why.',
    '',
    ...tables,
    '(secret): the value is never shown, and it is taken out of every log line.',
    '',
  ].join('\n');
}

function tableRow(row: SettingRow): string {
  const fallback = row.default === null ? 'not set' : row.default;
  const meaning = row.secret ? `${row.meaning} (secret)` : row.meaning;
  return `| ${[`\`${row.name}\``, meaning, fallback, `\`${row.example}\``].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The file `.env.example`: every setting, commented out, with its meaning above it. */
export function envExample(rows: readonly SettingRow[]): string {
  const parts = groups.flatMap(({ title, prefix }) => [
    `# --- ${title} ---`,
    '',
    ...rows.filter(({ name }) => prefix.test(name)).map(commented),
  ]);
  return [
    '# Copy this file to .env and remove the # before what you set. Nothing here is compulsory.',
    '',
    ...parts,
  ].join('\n');
}

function commented(row: SettingRow): string {
  const fallback = row.default === null ? 'Not set by default.' : `Default: ${row.default}`;
  return `# ${row.meaning}\n# ${fallback}\n#${row.name}=${row.example}\n`;
}
