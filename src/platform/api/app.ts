import { type Context, Hono } from 'hono';
import { handle, type Setting } from './handler.ts';
import { openApiOf } from './openapi.ts';
import { answerProblem, Problem, problemOf } from './problem.ts';
import { createRate } from './rate.ts';
import { routesFor } from './routes.ts';

/**
 * What programs may ask over HTTP, with a token. It answers under any name and to any site: a page elsewhere has no token, and
 * no browser adds one by itself.
 */
export function createApi(given: Omit<Setting, 'spend'>): Hono {
  const setting = { ...given, spend: createRate(given) };
  const routes = routesFor(given.desk.file);
  const app = new Hono();

  const answering =
    (answer: (context: Context) => Promise<Response>) =>
    async (context: Context): Promise<Response> => {
      try {
        return await answer(context);
      } catch (error) {
        return answerProblem(told(error, context));
      }
    };

  function told(error: unknown, { req: { method, path } }: Context): Problem {
    const problem = problemOf(error);
    if (problem?.code === 'unauthorized') given.log.warn(`api: ${method} ${path} was not let in: ${problem.message}`);
    if (problem !== null) return problem;
    given.log.error({ err: error }, `api: a request failed (${method} ${path})`);
    return new Problem(
      'failed',
      'The desk could not do this, and nothing was done. Its log says why; try again in a minute.',
    );
  }

  for (const route of routes)
    app.on(
      route.method,
      route.path.replace('{id}', ':id'),
      answering(({ req }) => handle(setting, route, { request: req.raw, id: req.param('id') })),
    );

  const description = openApiOf(routes);
  app.get('/api/openapi.json', (context) => context.json(description));

  const elsewhere = answering(async ({ req: { method, path } }) => {
    const allowed = routes.filter((route) => RegExp(`^${route.path.replace('{id}', '[^/]+')}$`).test(path));
    if (allowed.length === 0)
      throw new Problem('not_found', 'There is nothing here. GET /api/openapi.json says what may be asked.');
    const methods = allowed.map((route) => route.method).join(', ');
    throw new Problem('method_not_allowed', `${method} does nothing here: use ${methods}.`, {
      headers: { Allow: methods },
    });
  });
  for (const root of ['/api/alerts', '/api/updates']) {
    app.all(root, elsewhere);
    app.all(`${root}/*`, elsewhere);
  }
  return app;
}
