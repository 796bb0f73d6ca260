import { expect, onTestFinished } from 'vitest';
import type { DeskFile } from '../../../src/content/desk-file.ts';
import { answerOnceOf } from '../../../src/desk/request.ts';
import { layouts } from '../../../src/layout/layouts.ts';
import type { TokenScope } from '../../../src/news/token.ts';
import { createApi } from '../../../src/platform/api/app.ts';
import { openApiOf } from '../../../src/platform/api/openapi.ts';
import { routesFor } from '../../../src/platform/api/routes.ts';
import { startNewsroom } from '../../../src/platform/web/server.ts';
import type { Store } from '../../../src/store/store.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';
import { aChannel, openDesk } from '../../support/room.ts';
import { someTerms } from '../../support/terms.ts';
import { type Described, fits, operationsOf } from './described.ts';

/** An alert as a program writes it. */
export const written = { headline: 'Ministers meet in Brussels', known: 'They arrived at noon.' };

export interface Call {
  readonly token?: string;
  readonly key?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body that is sent as it is. */
const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

let keys = 0;

/** The API on the newsroom's real server, over a small desk with one subscribed channel, at noon; it closes with the test. */
export async function openApi(store: Store, file: Partial<DeskFile> = {}, host = '127.0.0.1') {
  const house = await openDesk(store, file);
  const { desk, room } = house;
  if ((await store.subscriptions.all()).length === 0)
    await desk.subscribe({ channel: aChannel(), terms: someTerms(), by: 'test:someone' });
  const logged: unknown[][] = [];
  const keep = (...words: unknown[]): void => void logged.push(words);
  const log = { warn: keep, error: keep };
  const answerOnce = answerOnceOf(room, layouts);
  const described: Described = JSON.parse(JSON.stringify(openApiOf(routesFor(room.file))));
  const operations = operationsOf(described).map((one) => ({
    ...one,
    at: new RegExp(`^${one.path.replace('{id}', '\\d{1,15}')}$`),
  }));
  let lookedUp = 0;
  const tokens: typeof store.tokens = {
    ...store.tokens,
    byHash: async (hash) => {
      const found = await store.tokens.byHash(hash);
      lookedUp += 1;
      return found;
    },
  };
  const newsroom = await startNewsroom({
    host,
    port: 0,
    frontDesk: createScriptedFrontDesk(),
    store,
    previews: [],
    status: async () => ({ lines: [] }),
    api: createApi({ desk, answerOnce, tokens, clock: room.clock, log }),
    clock: room.clock,
    log,
  });
  onTestFinished(newsroom.stop);
  const port = Number(new URL(newsroom.url).port);

  async function token(name: string, scopes: readonly TokenScope[], days: number | null = null): Promise<string> {
    const { secret } = await desk.createToken({ name, scopes, days, publicKey: null, by: 'test:editor' });
    return secret ?? '';
  }

  /** Asks under a key of its own, unless told another, and holds the answer to the description of the API; a text or bytes are sent as they are. */
  async function call(method: 'GET' | 'POST', path: string, { token, key, body, headers = {} }: Call = {}) {
    keys += 1;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(method === 'GET' || key === null ? {} : { 'Idempotency-Key': key ?? `key-${keys}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const told = { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) };
    const operation = operations.find(({ method: its, at }) => its === method && at.test(new URL(answer.url).pathname));
    const response = operation?.operation.responses[told.status];
    if (operation !== undefined && response === undefined) throw new Error(`${told.status} is not described: ${text}`);
    if (response !== undefined)
      expect(fits(described, response.content['application/json'].schema, told.body)).toBe(true);
    return told;
  }
  const actions = async () => (await store.ledger.recent(50)).map(({ action }) => action).reverse();

  return { ...house, store, port, logged, token, call, actions, lookedUp: () => lookedUp };
}
