import type { App } from '@slack/bolt';
import { takeActions } from './actions.ts';
import type { Reception } from './attend.ts';
import { takeCommands } from './commands.ts';
import { takeForms } from './form-submission.ts';
import { noticeStrangers } from './strangers.ts';

/** Longer than Slack repeats an interaction or keeps its trigger, in milliseconds. */
const memory = 600_000;

/** Brings commands, buttons and forms to the front desk, each once. */
export function receive(app: App, reception: Reception, clock: () => number): void {
  const seen = new Map<string, number>();

  // Slack hands an envelope out again when it saw no acknowledgement; its trigger id stays the same.
  app.use(async ({ body, next, ...args }) => {
    const trigger = 'trigger_id' in body && typeof body.trigger_id === 'string' ? body.trigger_id : null;
    if (trigger === null) return next();
    const now = clock();
    for (const [old, at] of seen) {
      if (now - at <= memory) break;
      seen.delete(old);
    }
    if (seen.has(trigger)) {
      // Every body with a trigger id comes with an `ack`; Bolt's type for middleware leaves it open.
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
      return;
    }
    seen.set(trigger, now);
    try {
      await next();
    } catch (error) {
      // The acknowledgement itself failed: what comes again is to be answered.
      seen.delete(trigger);
      throw error;
    }
  });
  app.error(async (error) => {
    reception.log.error({ err: error }, 'slack: a listener failed');
  });
  noticeStrangers(app, reception);
  takeCommands(app, reception);
  takeActions(app, reception);
  takeForms(app, reception);
}
