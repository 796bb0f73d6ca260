/** The one kind of error whose text people see. It says what happened and what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** The option of a command that it is about; null where it is about none, or about several. */
  readonly option: string | null;

  constructor(message: string, { option = null, ...more }: ErrorOptions & { readonly option?: string | null } = {}) {
    super(message, more);
    this.option = option;
  }
}

const MOST_MISTAKES = 20;

/** A `UserError` that lists mistakes, each on its line, behind what has them. Longer lists are cut and counted. */
export function mistakesError(what: string, mistakes: readonly string[]): UserError {
  const more = mistakes.length - MOST_MISTAKES;
  return new UserError(
    [
      `${what} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:`,
      ...mistakes.slice(0, MOST_MISTAKES),
      ...(more > 0 ? [`and ${more} more.`] : []),
    ].join('\n'),
  );
}
