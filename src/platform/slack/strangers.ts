import type { App } from '@slack/bolt';
import type { Reception } from './attend.ts';

/**
 * Tells the log, once for each workspace, that somebody asks from another one than the bot token's. That is how tokens of two
 * apps that stand in different orders in the settings show: Slack itself accepts each of them.
 */
export function noticeStrangers(app: App, { workspace, log }: Pick<Reception, 'workspace' | 'log'>): void {
  const noticed = new Set<string>();
  app.use(async ({ context: { teamId }, next }) => {
    if (teamId !== undefined && teamId !== workspace && !noticed.has(teamId)) {
      noticed.add(teamId);
      log.warn(
        `slack: somebody asks from workspace ${teamId}, but the bot token belongs to ${workspace}. Unless they share a channel, SLACK_APP_TOKEN and SLACK_BOT_TOKEN hold the tokens of two apps: give those of each app the same place.`,
      );
    }
    await next();
  });
}
