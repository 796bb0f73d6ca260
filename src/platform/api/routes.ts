import type { DeskFile } from '../../content/desk-file.ts';
import type { DraftReport } from '../../desk/alert-draft.ts';
import { isShort } from '../../desk/alert-view.ts';
import { alertAnswer, alertListAnswer, answerAlert, answerView } from './alert-answer.ts';
import { listExample, viewExample } from './alert-example.ts';
import { newAlert, nothing, sending } from './alert-fields.ts';
import { amendmentRoutes } from './amendment-routes.ts';
import { Problem } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { standing } from './standing.ts';
import { addUpdates } from './update-route.ts';

const LISTED = 50;

const sent = { means: 'It is on its way.', example: viewExample('sent') };
const waiting = { means: 'It waits for the keys of others.', example: viewExample('waiting') };

/** Throws a `Problem` where a new alert may not go as it is: then it is no draft either, and its number is nobody's. */
function refuseUnsent({ same, leastOwners, alert }: DraftReport): void {
  if (same !== null)
    throw new Problem(
      'duplicate',
      `Alert ${same.id} said the same within the last minute, so nothing was kept or sent. To send this one too, keep a draft ` +
        'with "send": false, and then send that.',
    );
  if (isShort({ alert, leastOwners }) && alert.override === null)
    throw new Problem(
      'refused',
      `The desk asks for ${leastOwners} independent owners behind an alert, and this one has ${alert.gate.owners.length}, so ` +
        'nothing was kept or sent. Where it goes all the same, say why in override, which every channel reads.',
      { field: 'override' },
    );
}

/** Everything that a program may ask of this desk. */
export const routesFor = (file: Pick<DeskFile, 'topics' | 'alerts' | 'sources'>): readonly Route[] => [
  defineRoute({
    name: 'writeAlert',
    method: 'POST',
    path: '/api/alerts',
    summary:
      'Write an alert and send it, or ask others for their keys, or keep a draft (alerts:draft is enough for that)',
    scope: 'alerts:send',
    scopeFor: ({ send }) => (send ? 'alerts:send' : 'alerts:draft'),
    fields: newAlert(file),
    example: {
      headline: 'Ministers meet in Brussels',
      known: 'They arrived at noon.',
      sources: ['https://www.nato.int/'],
      level: 'urgent',
      override: 'Seen by our own correspondent',
    },
    problems: ['duplicate'],
    answers: { 201: { ...sent, means: 'It is on its way, or kept as a draft.' }, 202: waiting },
    schema: alertAnswer,
    act: async ({ fields: { send, sources, ...words }, by, byName }, desk) => {
      const draft = await desk.draftAlert({ ...words, links: sources, author: by, authorName: byName });
      const { id } = draft.alert;
      if (send) {
        refuseUnsent(draft);
        await desk.sendAlert({ id, by, byName, override: null });
      }
      return standing(desk, id, 201);
    },
  }),
  defineRoute({
    name: 'listAlerts',
    method: 'GET',
    path: '/api/alerts',
    summary: `List the newest ${LISTED} alerts, how each stands`,
    scope: 'alerts:read',
    fields: nothing,
    example: {},
    answers: { 200: { means: 'The newest alerts.', example: listExample } },
    schema: alertListAnswer,
    act: async (_, desk) => ({
      status: 200,
      body: { alerts: (await desk.recentAlerts(LISTED)).map(answerAlert) },
    }),
  }),
  defineRoute({
    name: 'showAlert',
    method: 'GET',
    path: '/api/alerts/{id}',
    summary: 'Show an alert: how it stands, what stands behind it, its keys and its receipts',
    scope: 'alerts:read',
    fields: nothing,
    example: {},
    answers: { 200: { means: 'The alert.', example: viewExample('sent') } },
    schema: alertAnswer,
    act: async ({ id }, desk) => ({ status: 200, body: answerView(await desk.alertView(id)) }),
  }),
  defineRoute({
    name: 'sendAlert',
    method: 'POST',
    path: '/api/alerts/{id}/send',
    summary: 'Send a draft of your own, or ask others for their keys',
    scope: 'alerts:send',
    fields: sending,
    example: { override: 'Confirmed by phone' },
    answers: { 200: sent, 202: waiting },
    schema: alertAnswer,
    act: async ({ id, fields: { override }, by, byName }, desk) => {
      await desk.sendAlert({ id, by, byName, override });
      return standing(desk, id);
    },
  }),
  defineRoute({
    name: 'approveAlert',
    method: 'POST',
    path: '/api/alerts/{id}/approve',
    summary: 'Turn a key to an alert of somebody else; the last one that it needs sends it',
    scope: 'alerts:approve',
    fields: nothing,
    example: {},
    answers: { 200: sent, 202: waiting },
    schema: alertAnswer,
    act: async ({ id, by, byName }, desk) => {
      await desk.approveAlert({ id, by, byName });
      return standing(desk, id);
    },
  }),
  defineRoute({
    name: 'rejectAlert',
    method: 'POST',
    path: '/api/alerts/{id}/reject',
    summary: 'Stop an alert of somebody else that waits for keys',
    scope: 'alerts:approve',
    fields: nothing,
    example: {},
    answers: { 200: { means: 'It is stopped.', example: viewExample('rejected') } },
    schema: alertAnswer,
    act: async ({ id, by, byName }, desk) => {
      await desk.rejectAlert({ id, by, byName });
      return standing(desk, id);
    },
  }),
  defineRoute({
    name: 'discardAlert',
    method: 'POST',
    path: '/api/alerts/{id}/discard',
    summary: 'Take back an alert of your own that was not sent',
    scope: 'alerts:draft',
    fields: nothing,
    example: {},
    answers: { 200: { means: 'It is taken back.', example: viewExample('discarded') } },
    schema: alertAnswer,
    act: async ({ id, by, byName }, desk) => {
      await desk.discardAlert({ id, by, byName });
      return standing(desk, id);
    },
  }),
  ...amendmentRoutes,
  addUpdates(file),
];
