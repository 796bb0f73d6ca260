import { type Bureau, openBureau } from './bureau.ts';
import { sendAlert, writesAlert } from './cli/alert-send.ts';
import { answerTyped, takeChannel } from './cli/answer.ts';
import { deliveries, type Listing } from './cli/deliveries.ts';
import { type Check, doctor } from './cli/doctor.ts';
import { type DrillReport, drill } from './cli/drill.ts';
import type { Screen } from './cli/drill-screen.ts';
import { feed } from './cli/feed.ts';
import { layoutTerminalHelp } from './cli/help.ts';
import { ingest } from './cli/ingest.ts';
import { ledger } from './cli/ledger.ts';
import { toStderr } from './cli/progress.ts';
import { auditSources, auditsSources } from './cli/sources-audit.ts';
import { stories } from './cli/stories.ts';
import { movesSubscriptions, subscriptions } from './cli/subscriptions.ts';
import { token } from './cli/token.ts';
import { topics } from './cli/topics.ts';
import type { SlackWorkspace } from './config/platforms.ts';
import { type Config, loadConfig } from './config.ts';
import { loadDeskFile } from './content/desk-file.ts';
import { layoutProblem } from './layout/problem.ts';
import { createLog } from './log.ts';
import type { Message } from './message/message.ts';
import { roleIds } from './news/role.ts';
import { UserError } from './news/user-error.ts';
import { machineZone } from './news/zones.ts';
import { discordInvite } from './platform/discord/invite.ts';
import { slackManifest } from './platform/slack/manifest.ts';
import { harmlessJson } from './platform/terminal/json.ts';
import { renderTerminal } from './platform/terminal/render.ts';

/** What one call prints: a message for a person, data for a program, plain text to be pasted elsewhere, or nothing more. */
type Output = Message | Listing | DrillReport | string | null;

/** Answers one command line on the desk's store, beside a bot that may be running. */
async function answer(words: readonly string[], config: Config, json: boolean): Promise<Output> {
  const [name = 'help', ...args] = words;
  if (name === 'discord') return invite(args, config);
  if (name === 'sources' && auditsSources(args)) return await auditSources({ config, args, clock: Date.now });
  // Only what goes wrong: the answer is what was asked for.
  const log = createLog({ level: 'warn', secrets: config.secrets, readable: process.stderr.isTTY });
  if (name === 'drill') {
    const play = json ? () => {} : (text: string) => void process.stdout.write(text);
    return await drill({ args, config, log, screen: screen(), write: play, tell: toStderr, signal: interrupted() });
  }
  const write = (line: string): void => void process.stdout.write(`${harmlessJson(line)}\n`);
  if (name === 'stories') {
    await stories({ args, input: process.stdin, write, tell: toStderr, clock: Date.now });
    return null;
  }
  if (name === 'topics') {
    const file = await loadDeskFile(config.desk);
    await topics({ args, file, input: process.stdin, write, tell: toStderr });
    return null;
  }
  const opened: Bureau[] = [];
  const open = async (): Promise<Bureau> => {
    const bureau = opened[0] ?? (await openBureau({ config, log }));
    if (opened.length === 0) opened.push(bureau);
    // A store that no bot has opened yet still has the archive to tell.
    if ((await bureau.store.updates.newestSeq()) === 0) await bureau.furnish();
    return bureau;
  };
  try {
    if (name === 'feed') return await feed({ args, config, open, log, clock: Date.now });
    if (name === 'doctor') return await doctor({ config, open, platforms: platformChecks(config) });
    const bureau = await open();
    const { frontDesk, file } = bureau;
    if (name === 'ingest') return await ingest({ bureau, config, args, clock: Date.now });
    if (name === 'deliveries') return await deliveries({ bureau, args });
    if (name === 'token') return await token({ bureau, args });
    if (name === 'ledger') return await ledger({ bureau, args, out: process.stdout });
    if (name === 'subscriptions' && movesSubscriptions(args)) return await subscriptions({ bureau, config, args });
    if (name === 'alert' && writesAlert(args)) return await sendAlert(bureau, args);
    if (name === 'slack') return manifest(args, bureau);
    const wantsHelp = ['help', '--help', '-h'].includes(name);
    if (wantsHelp && args.length === 0) return layoutTerminalHelp(frontDesk.commands, `${file.name} desk`);
    return await answerTyped(bureau, wantsHelp ? 'help' : name, args);
  } finally {
    await opened[0]?.store.close();
  }
}

function manifest([what, flag, url]: readonly string[], { frontDesk, file }: Bureau): string {
  if (what !== 'manifest')
    throw new UserError('sitrep slack manifest prints the app manifest; with --url <https address> for HTTP.');
  const reach = flag === '--url' && url !== undefined ? { requestUrl: url } : ({ socketMode: true } as const);
  return JSON.stringify(slackManifest(frontDesk.commands, reach, roleIds(file.editors, 'slack')), null, 2);
}

function invite([what]: readonly string[], { discord }: Config): string {
  if (what !== 'invite') throw new UserError('sitrep discord invite prints the link that adds the bot to a server.');
  if (discord.applicationId === null)
    throw new UserError(
      'Set DISCORD_APPLICATION_ID first: "General Information" at discord.com/developers/applications shows it.',
    );
  return discordInvite(discord.applicationId);
}

/** The platforms' libraries take most of a second to load, so only a doctor with something to check does. */
function platformChecks({ slack, discord, desk }: Config): readonly Check[] {
  const checkSlack = async (workspace: SlackWorkspace) =>
    (await import('./platform/slack/check.ts')).checkSlack({ ...workspace, groups: await slackGroups(desk) });
  const checkDiscord = async () =>
    discord.state === 'off' ? offWords(discord) : (await import('./platform/discord/check.ts')).checkDiscord(discord);
  return [
    ...(slack.state === 'off'
      ? [{ name: 'Slack', run: async () => offWords(slack) }]
      : slack.workspaces.map((workspace) => ({ name: workspace.label, run: () => checkSlack(workspace) }))),
    { name: 'Discord', run: checkDiscord },
  ];
}

/** The user groups that make editors; none where the desk file cannot be read, which another check tells. */
async function slackGroups(desk: string): Promise<readonly string[]> {
  const file = await loadDeskFile(desk).catch(() => null);
  return file === null ? [] : roleIds(file.editors, 'slack');
}

function offWords({ mistake, why }: { readonly mistake: boolean; readonly why: string }): string {
  if (mistake) throw new UserError(why);
  return `off. ${why}`;
}

/** Somebody ends it, or a reader has enough, as `head` does: for what has something to clear away first. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  process.stdout.on('error', () => stop.abort());
  return stop.signal;
}

const screen = (): Screen => ({
  columns: process.stdout.columns ?? 100,
  colour: process.stdout.isTTY === true && process.stdout.hasColors(),
});

/** `channel` is the one in whose place was asked. */
function print(output: Output, { json, channel }: { readonly json: boolean; readonly channel: string | null }): void {
  if (output === null) return;
  if (typeof output === 'string') console.log(harmlessJson(output));
  else if (json) console.log(harmlessJson(JSON.stringify(dataOf(output), null, 2)));
  else {
    const view = { ...screen(), zone: machineZone(), now: Date.now(), channel };
    process.stdout.write(renderTerminal(messageOf(output), view));
  }
}

type Structured = Exclude<Output, string | null>;
const messageOf = (output: Structured): Message => ('message' in output ? output.message : output);
const dataOf = (output: Structured): object =>
  'rows' in output ? output.rows : 'score' in output ? output.score : output;

const isProblem = (output: Output): boolean =>
  typeof output === 'object' && output !== null && messageOf(output).tone === 'problem';

/** A program reads what these print, one JSON object a line: what went wrong is told beside it. */
const printsLines = ([name]: readonly string[]): boolean => name === 'stories' || name === 'topics';

const words = process.argv.slice(2);
const json = words.includes('--json');
try {
  const output = await answer(
    words.filter((word) => word !== '--json'),
    loadConfig({ env: process.env }),
    json,
  );
  print(output, { json, channel: takeChannel(words).channel });
  process.exitCode = isProblem(output) ? 1 : 0;
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  if (printsLines(words)) toStderr(problem);
  else print(layoutProblem(problem), { json, channel: null });
  process.exitCode = 1;
}
