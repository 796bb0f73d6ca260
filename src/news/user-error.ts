/** The one kind of error whose text people see. It says what happened and what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
