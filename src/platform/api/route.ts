import type * as z from 'zod';
import type { Desk } from '../../desk/desk.ts';
import type { TokenScope } from '../../news/token.ts';
import type { ProblemCode } from './problem.ts';

/** What a program asks, and who it is. */
export interface Asked<Fields> {
  /** The number in the address; 0 where that has none. */
  readonly id: number;
  readonly fields: Fields;
  /** `api:token name`. */
  readonly by: string;
  readonly byName: string;
}

/** What a route answers when all went well. */
export interface Answered {
  readonly status: number;
  readonly body: object;
}

/** One thing that a program may ask. The server, the description and the page for people are read off it. */
export interface Route<Fields extends z.ZodObject = z.ZodObject> {
  /** No two share one. */
  readonly name: string;
  /** A GET changes nothing and needs no key; a POST is done once. */
  readonly method: 'GET' | 'POST';
  /** `{id}` is the number of an alert. */
  readonly path: string;
  /** One sentence. */
  readonly summary: string;
  readonly scope: TokenScope;
  /** The scope that it takes with these fields, where that is another. */
  readonly scopeFor?: (fields: z.output<Fields>) => TokenScope;
  /** What its body holds. */
  readonly fields: Fields;
  readonly example: z.input<Fields>;
  /** Longest body in bytes, where that is not the usual one. */
  readonly longest?: number;
  /** What may be wrong with it alone. */
  readonly problems?: readonly ProblemCode[];
  /** What it answers, by status. */
  readonly answers: Readonly<Record<number, { readonly means: string; readonly example: object }>>;
  /** Of every such answer; its title names it. */
  readonly schema: z.ZodObject;
  /** What makes the act short, since that keeps the store from others; on the desk itself, before the transaction begins. */
  readonly before?: (desk: Desk) => Promise<void>;
  readonly act: (asked: Asked<z.output<Fields>>, desk: Desk) => Promise<Answered>;
}

/**
 * Types the act by the fields, then forgets their type so that routes of every kind fit one list. The cast is sound because
 * the server reads the fields with the route's own schema before it calls `act`.
 */
export function defineRoute<Fields extends z.ZodObject>(route: Route<Fields>): Route {
  return route as unknown as Route;
}
