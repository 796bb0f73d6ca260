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
