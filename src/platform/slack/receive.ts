import type { App } from '@slack/bolt';
import { takeActions } from './actions.ts';
import type { Reception } from './attend.ts';
import { takeCommands } from './commands.ts';
import { takeForms } from './form-submission.ts';
import { platform } from './name.ts';
import { noticeStrangers } from './strangers.ts';

/** Brings commands, buttons and forms to the front desk, each once. */
export function receive(app: App, reception: Reception): void {
  const { frontDesk } = reception;

  // Slack hands an envelope out again when it saw no acknowledgement, to this bot or to another; its trigger id stays.
  app.use(async ({ body, next, ...args }) => {
    const trigger = 'trigger_id' in body && typeof body.trigger_id === 'string' ? body.trigger_id : null;
    if (trigger === null) return next();
    const id = `${platform} ${trigger}`;
    if (!(await frontDesk.claim(id))) {
      // Every body with a trigger id comes with an `ack`; Bolt's type for middleware leaves it open.
      if ('ack' in args && typeof args.ack === 'function') await args.ack();
      return;
    }
    try {
      await next();
    } catch (error) {
      // The acknowledgement itself failed: what comes again is to be answered.
      await frontDesk.release(id);
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
