import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutSearch } from '../src/layout/search.ts';

/** `/search`: stories by their words, best first. */
export const search = () =>
  defineCommand({
    name: 'search',
    summary: 'Stories that hold all of these words',
    audience: 'asker',
    allowed: 'anyone',
    options: z.object({
      // With the command's name and the page it fits the 100 characters that a button may carry.
      words: z.string().max(60).describe('Words to look for; beginnings of words are enough'),
      limit: z.int().min(1).max(10).default(5).describe('How many stories'),
      page: z.int().min(1).max(80).default(1).describe('Which page'),
    }),
    examples: ['/search baltic', '/search "air defence" limit:3'],
    answer: async (options, { desk }) => layoutSearch(await desk.search(options)),
  });
