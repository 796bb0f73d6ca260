import type { Json } from './world.ts';

export interface Request {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** False where the address itself holds a token. */
  readonly auth: boolean;
  readonly handle: (request: Request) => unknown;
}
