import type { Json } from './world.ts';

/** A refusal with the codes of topics/opcodes-and-status-codes. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.body = { code, message, ...(errors === undefined ? {} : { errors }) };
  }
}

/** One fault in a body: where (`components.0.label`) and what. */
export type Fault = readonly [path: string, message: string];

/** `50035` with the tree in which Discord names the fields. */
export function invalidForm(faults: readonly Fault[]): ApiError {
  const tree: Record<string, unknown> = {};
  for (const [path, message] of faults) {
    let node = tree;
    for (const step of path.split('.')) {
      node[step] ??= {};
      node = node[step] as Record<string, unknown>;
    }
    node._errors = [{ code: 'BASE_TYPE_INVALID', message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', tree);
}
