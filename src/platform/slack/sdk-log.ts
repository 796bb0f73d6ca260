import { format } from 'node:util';
import { LogLevel, type Logger as SdkLogger } from '@slack/bolt';
import type { Log } from '../../log.ts';

/**
 * Lends the log to the SDK. Its debug lines are left out: they hold whole messages and the address of the socket, which
 * carries a ticket. What it calls information is ours at debug level.
 */
export const sdkLog = (log: Log): SdkLogger => ({
  debug: () => {},
  info: (...parts) => log.debug(format(...parts)),
  warn: (...parts) => log.warn(format(...parts)),
  error: (...parts) => log.error(format(...parts)),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
});
