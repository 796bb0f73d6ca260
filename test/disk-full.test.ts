import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBench, type Run } from './support/bot-process.ts';
import { type Outcome, type SlackStandIn, startSlackStandIn } from './support/slack/stand-in.ts';
import { smallDesk } from './support/small-desk.ts';

const desk = smallDesk(`
editors: [slack:U0ANN]
alerts: { keys: { flash: 1, urgent: 1 }, leastOwners: 0 }
subscriptions:
  - { channel: 'slack:C0NEWS', at: '0 8 * * *', alerts: true }
`);
const bench = createBench();
const patience = { timeout: 20_000, interval: 50 };

/** A disk of so many megabytes in memory; false where this user may not mount one. */
function mountDisk(path: string, megabytes: number): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const disk = bench.folder();
const mounted = mountDisk(disk, 12);

describe.skipIf(!mounted)('a bot whose disk is full', () => {
  let slack: SlackStandIn;
  let bot: Run;
  beforeAll(async () => {
    slack = await startSlackStandIn();
    bot = bench.run('main.ts', {
      SITREP_DESK: bench.file('desk.yaml', desk),
      SITREP_DATA_DIR: disk,
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_API_URL: slack.url,
    });
    await vi.waitFor(() => expect(bot.err()).toContain('Slack is up'), patience);
  });
  afterAll(async () => {
    expect(slack.workspace.failures).toEqual([]);
    bot.process.kill('SIGTERM');
    expect(await bot.exit).toBe(0);
    execFileSync('umount', [disk]);
    await slack.close();
    await bench.clean();
  });

  const shown = async (outcome: Outcome): Promise<string> => {
    await vi.waitFor(() => expect(outcome.shown.length).toBeGreaterThan(0), patience);
    return outcome.shown[0]?.text ?? '';
  };
  const alert = (headline: string) => slack.command({ name: '/breaking', text: `headline:"${headline}" now:true` });
  const alerts = (): readonly string[] =>
    slack
      .posts('C0NEWS')
      .map(({ text }) => text)
      .filter((text) => text.startsWith('BREAKING'));
  const fillDisk = (): string => {
    const filler = join(disk, 'filler');
    const room = 16 * 1024 * 1024;
    try {
      writeFileSync(filler, Buffer.alloc(room));
    } catch {
      // Until nothing more fits.
    }
    return filler;
  };

  it('says so, takes nothing half, lives on, and delivers once there is room', { timeout: 60_000 }, async () => {
    expect(await shown(await alert('Before the disk is full'))).toContain('on its way');
    await vi.waitFor(() => expect(alerts()).toHaveLength(1), patience);

    const filler = fillDisk();
    const told = await shown(await alert('While the disk is full'));
    expect(told).toContain('disk');
    expect(told).not.toMatch(/SQLITE|\bat \w+/);
    expect(await shown(await slack.command({ name: '/latest' }))).toContain('Latest');
    expect(alerts()).toHaveLength(1);

    rmSync(filler);
    expect(await shown(await alert('There is room again'))).toContain('on its way');
    await vi.waitFor(() => expect(alerts()).toHaveLength(2), patience);
    expect(alerts()).toEqual([
      expect.stringContaining('Before the disk is full'),
      expect.stringContaining('There is room again'),
    ]);
  });
});
