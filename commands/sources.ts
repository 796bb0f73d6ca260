import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutSources } from '../src/layout/sources.ts';
import { blocs } from '../src/news/source.ts';

/** `/sources`: who is read, and how that goes. */
export const sources = () =>
  defineCommand({
    name: 'sources',
    summary: 'Who the desk reads, how each is labelled, and how reading goes',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({ bloc: z.enum(blocs).optional().describe('Only sources of this side') }),
    examples: ['/sources', '/sources russia'],
    answer: async ({ bloc }, { desk }) => layoutSources(await desk.sources(bloc ?? null)),
  });
