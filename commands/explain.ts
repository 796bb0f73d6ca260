import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import { layoutExplainers, layoutExplanation } from '../src/layout/explain.ts';

/** `/explain`: a background text, or the list of all. */
export const explain = () =>
  defineCommand({
    name: 'explain',
    summary: "Background on a subject, with each side's view and sources",
    audience: 'channel',
    allowed: 'anyone',
    options: z.object({
      subject: z.string().max(60).optional().describe('Such as nato, article 5, crimea, arms control'),
    }),
    examples: ['/explain nato', '/explain article 5', '/explain'],
    suggest: {
      subject: (typed, { desk }) => {
        const wanted = typed.trim().toLowerCase();
        const fits = desk.explainers.filter(({ title, aliases, id }) =>
          [id, title, ...aliases].some((name) => name.toLowerCase().includes(wanted)),
        );
        return fits.map(({ id, title }) => ({ label: title, value: id }));
      },
    },
    answer: async ({ subject }, { desk }) =>
      subject === undefined ? layoutExplainers(desk.explainers) : layoutExplanation(await desk.explain(subject)),
  });
