import type { Desk } from '../../desk/desk.ts';
import type { AnswerOnce } from '../../desk/request.ts';
import type { Log } from '../../log.ts';
import { grants } from '../../news/token.ts';
import type { Token, TokenTable } from '../../store/tokens.ts';
import { needJson, readBody } from './body.ts';
import { callerOf, personOf, tokenEnded } from './caller.ts';
import { readFields } from './fields.ts';
import { fingerprintOf, idempotencyKey } from './key.ts';
import { Problem } from './problem.ts';
import type { Asked, Route } from './route.ts';
import { checkSignature } from './signature.ts';

/** What answers rest on. */
export interface Setting {
  readonly desk: Desk;
  readonly answerOnce: AnswerOnce;
  readonly tokens: Pick<TokenTable, 'byHash' | 'byName' | 'use'>;
  /** Counts a request of a token, by its id; throws a `Problem` at one too many. */
  readonly spend: (token: number) => void;
  readonly clock: () => number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/** Answers a request for a route, in whose address `id` stands. Throws a `Problem` or a `UserError` where it is not done. */
export async function handle(
  setting: Setting,
  route: Route,
  { request, id }: { readonly request: Request; readonly id: string | undefined },
): Promise<Response> {
  const { desk, tokens, clock } = setting;
  const token = await callerOf(request, { tokens, now: clock() });
  const body = route.method === 'GET' ? new Uint8Array() : await readBody(request, route.longest);
  const { publicKey } = token;
  if (publicKey !== null)
    await checkSignature({ request, body, token: { ...token, publicKey }, now: clock(), claim: desk.claimQuestion });
  setting.spend(token.id);
  needJson(request, body);
  const asked = { id: numberOf(id), fields: readFields(route.fields, body), ...personOf(token) };
  await checkScope(setting, route, { token, asked, request });
  return route.method === 'GET'
    ? look(setting, route, { token, asked })
    : actOnce(setting, route, { token, asked, request, body });
}

function numberOf(id: string | undefined): number {
  if (id === undefined) return 0;
  if (!/^\d{1,15}$/.test(id))
    throw new Problem('not_found', 'An alert has a whole number. GET /api/alerts lists the newest.');
  return Number(id);
}

interface Asking {
  readonly token: Token;
  readonly asked: Asked<Readonly<Record<string, unknown>>>;
}

/** Throws a `Problem` that the ledger keeps, where a token may not do what it asks. */
async function checkScope(
  { desk, log }: Setting,
  { scope, scopeFor }: Route,
  { token, asked, request }: Asking & { readonly request: Request },
): Promise<void> {
  const needed = scopeFor?.(asked.fields) ?? scope;
  if (grants(token.scopes, needed)) return;
  const { by, byName } = asked;
  const subject = `request:${request.method} ${new URL(request.url).pathname}`;
  await desk
    .noteRefusal({ by, byName, subject, action: needed === 'updates:write' ? 'updates.refused' : 'alert.refused' })
    .catch((err: unknown) => log.error({ err }, 'api: the ledger does not know of a refusal'));
  throw new Problem(
    'forbidden',
    `This takes a token with the scope ${needed}, and ${token.name} has ${token.scopes.join(', ')}.`,
  );
}

async function look({ desk, tokens, clock }: Setting, route: Route, { token, asked }: Asking): Promise<Response> {
  if (!(await tokens.use(token.id, clock()))) throw tokenEnded(token);
  const { status, body } = await route.act(asked, desk);
  return json(status, JSON.stringify(body));
}

async function actOnce(
  { desk: own, answerOnce }: Setting,
  route: Route,
  { token, asked, request, body }: Asking & { readonly request: Request; readonly body: Uint8Array },
): Promise<Response> {
  const key = idempotencyKey(request);
  await route.before?.(own);
  const outcome = await answerOnce(
    { token: token.id, key, fingerprint: fingerprintOf(request, body) },
    async (desk) => {
      const answered = await route.act(asked, desk);
      return { status: answered.status, body: JSON.stringify(answered.body) };
    },
  );
  switch (outcome.kind) {
    case 'ended':
      throw tokenEnded(token);
    case 'taken':
      throw new Problem(
        'key_reused',
        'Another request was made under this Idempotency-Key, so nothing was done. Give each request a key of its own.',
        { field: 'Idempotency-Key' },
      );
    case 'answered': {
      const { status, body: given } = outcome.answer;
      return json(status, given, outcome.repeated ? { 'Idempotency-Replayed': 'true' } : {});
    }
  }
}

const json = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
