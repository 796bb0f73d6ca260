import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutPin } from '../src/layout/pin.ts';
import { personKey } from '../src/news/person.ts';

const HOUR = 3_600_000;

/** `/pin`: an editor puts a story first in the next digests. */
export const pin = () =>
  defineCommand({
    name: 'pin',
    summary: 'Put a story first in the next digests (editors)',
    audience: 'asker',
    allowed: 'editor',
    options: z.object({
      id: z.int().min(1).describe('The number beside the headline'),
      hours: z.int().min(1).max(168).default(24).describe('For how many hours'),
      off: z.boolean().default(false).describe('Take the pin off'),
    }),
    examples: ['/pin 1', '/pin 1 hours:48', '/pin 1 off:true'],
    answer: async ({ id, hours, off }, { desk, asker, now }) => {
      const until = off ? null : now + hours * HOUR;
      return layoutPin(await desk.pin({ story: id, until, by: personKey(asker) }), until);
    },
  });
