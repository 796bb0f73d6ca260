import { alertAnswer } from './alert-answer.ts';
import { amendedExample } from './alert-example.ts';
import { correcting, resolving, withdrawing } from './alert-fields.ts';
import { defineRoute, type Route } from './route.ts';
import { standing } from './standing.ts';

/** What a program may ask of an alert that was sent. */
export const amendmentRoutes: readonly Route[] = [
  defineRoute({
    name: 'correctAlert',
    method: 'POST',
    path: '/api/alerts/{id}/correct',
    summary: 'Correct an alert that was sent, in every channel that got it; what is left out stays as it is',
    scope: 'alerts:correct',
    fields: correcting,
    example: { headline: 'Ministers meet in Vilnius', reason: 'The place was wrong' },
    answers: { 200: { means: 'The correction is on its way to every copy.', example: amendedExample('corrected') } },
    schema: alertAnswer,
    act: async ({ id, fields: { sources, ...said }, by, byName }, desk) => {
      const links = sources === undefined ? {} : { links: sources };
      await desk.correctAlert({ id, by, byName, ...said, ...links });
      return standing(desk, id);
    },
  }),
  defineRoute({
    name: 'resolveAlert',
    method: 'POST',
    path: '/api/alerts/{id}/resolve',
    summary: 'Close an alert: nothing follows it, and its grade stays as it is',
    scope: 'alerts:correct',
    fields: resolving,
    example: { reason: 'The meeting is over' },
    answers: { 200: { means: 'It is closed.', example: amendedExample('resolved') } },
    schema: alertAnswer,
    act: async ({ id, fields: { reason }, by, byName }, desk) => {
      await desk.resolveAlert({ id, by, byName, reason });
      return standing(desk, id);
    },
  }),
  defineRoute({
    name: 'withdrawAlert',
    method: 'POST',
    path: '/api/alerts/{id}/withdraw',
    summary: 'Withdraw an alert that was sent, in every channel that got it',
    scope: 'alerts:correct',
    fields: withdrawing,
    example: { reason: 'Its only source took it back' },
    answers: { 200: { means: 'The withdrawal is on its way to every copy.', example: amendedExample('withdrawn') } },
    schema: alertAnswer,
    act: async ({ id, fields: { reason }, by, byName }, desk) => {
      await desk.withdrawAlert({ id, by, byName, reason });
      return standing(desk, id);
    },
  }),
];
