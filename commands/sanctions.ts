import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { listed, listOptions } from './latest.ts';

/** The topic of the desk file that this command reads. */
const TOPIC = 'sanctions';

/** `/sanctions`: the newest of that one topic. */
export const sanctions = () =>
  defineCommand({
    name: 'sanctions',
    summary: 'The newest on sanctions and the economy',
    audience: 'channel',
    allowed: 'anyone',
    options: z.object(listOptions),
    examples: ['/sanctions', '/sanctions limit:3', '/sanctions since:7d'],
    answer: (options, context) => listed({ command: 'sanctions', topic: TOPIC, named: TOPIC }, options, context),
  });
