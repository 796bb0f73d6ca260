import { UserError } from '../src/news/user-error.ts';

/** Reads what was typed for an option, and names the option where that throws a `UserError`. */
export function readAt<T>(option: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.message, { option, cause: error }) : error;
  }
}
