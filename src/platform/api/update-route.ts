import * as z from 'zod';
import type { DeskFile } from '../../content/desk-file.ts';
import { submissionOf } from '../../desk/submission.ts';
import { defineRoute, type Route } from './route.ts';

/** Updates in one request, which is one transaction. */
const MOST = 100;
/** So many updates with all that is kept of them, in any script. */
const LONGEST = 512 * 1024;

const outcomes = ['added', 'revised', 'known'] as const;

const updatesAnswer = z
  .strictObject({
    updates: z
      .array(
        z.strictObject({
          id: z.string().describe('under which the desk knows it'),
          outcome: z
            .enum(outcomes)
            .describe('revised: it was known and its text is now another; known: nothing was new'),
          story: z.int().describe('the story that it belongs to'),
        }),
      )
      .describe('in the order in which they were sent'),
  })
  .meta({ title: 'Updates' });

/** Adding updates without a feed, all of a request or none. */
export const addUpdates = (file: Pick<DeskFile, 'sources' | 'topics'>): Route =>
  defineRoute({
    name: 'addUpdates',
    method: 'POST',
    path: '/api/updates',
    summary: 'Add updates as if a feed had brought them, all or none; what is known already is not added again',
    scope: 'updates:write',
    fields: z.strictObject({
      updates: z.array(submissionOf(file)).min(1).max(MOST).describe(`a list of 1 to ${MOST} updates`),
    }),
    example: {
      updates: [
        {
          source: 'nato',
          title: 'Allies hold talks in Brussels',
          url: 'https://www.nato.int/talks',
          summary: 'They talked about the east of the Alliance.',
          published: '2026-11-26T12:00:00Z',
        },
      ],
    },
    longest: LONGEST,
    answers: {
      200: {
        means: 'They are taken in.',
        example: { updates: [{ id: '5ae3d1f0c2b49786a1d0', outcome: 'added', story: 42 }] },
      },
    },
    schema: updatesAnswer,
    before: (desk) => desk.keepUp(),
    act: async ({ fields: { updates }, by }, desk) => ({
      status: 200,
      body: { updates: await desk.submit({ submissions: updates, by }) },
    }),
  });
