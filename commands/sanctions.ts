import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { parseMoment } from '../src/command/moment.ts';
import { layoutLatest } from '../src/layout/latest.ts';
import { given, listOptions } from './latest.ts';

/** The topic of the desk file that this command reads. */
const TOPIC = 'sanctions';

export const sanctions = () =>
  defineCommand({
    name: 'sanctions',
    summary: 'The newest on sanctions and the economy',
    audience: 'channel',
    allowed: 'anyone',
    options: z.object(listOptions),
    examples: ['/sanctions', '/sanctions limit:3', '/sanctions since:7d'],
    answer: async ({ page, ...options }, { desk, now }) => {
      const since = options.since === undefined ? null : parseMoment(options.since, now);
      const found = await desk.latest({ topic: TOPIC, since, limit: options.limit, page });
      return layoutLatest(found, { command: 'sanctions', options: given(options), topic: 'sanctions' });
    },
  });
