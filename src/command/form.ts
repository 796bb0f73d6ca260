import type { Log } from '../log.ts';
import { UserError } from '../news/user-error.ts';
import type { Command, Context } from './command.ts';
import type { Form } from './front-desk.ts';
import { optionsOf } from './option.ts';
import { within } from './patience.ts';
import { missingOptions } from './typed.ts';

/** Platforms open a form within three seconds of a question, of which claiming it and learning who asks may take two. */
const PREFILL_PATIENCE_MS = 700;

/**
 * The form that a question opens, with all that its fields hold; null where it opens none. What a command fills in is
 * left out where it comes too late or fails. Throws `UserError` where the command says so.
 */
export async function formOf({
  command,
  values,
  context,
  log,
}: {
  readonly command: Command;
  readonly values: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly log: Pick<Log, 'error'>;
}): Promise<Form | null> {
  const { name, form } = command;
  if (form === undefined) return null;
  const opens = form.opens?.(values) ?? missingOptions(command, values).length > 0;
  if (!opens) return null;
  const options = new Map(optionsOf(command).map((option) => [option.name, option]));
  return {
    command: name,
    title: form.title,
    submit: form.submit,
    fields: form.fields.flatMap((field) => options.get(field) ?? []),
    given: Object.fromEntries(Object.entries(values).map(([option, value]) => [option, String(value)])),
    prefill: await prefillOf(name, async () => (await form.given?.(values, context)) ?? {}, log),
  };
}

async function prefillOf(
  command: string,
  look: () => Promise<Form['prefill']>,
  log: Pick<Log, 'error'>,
): Promise<Form['prefill']> {
  try {
    const prefill = await within(look(), PREFILL_PATIENCE_MS, null);
    if (prefill === null) log.error({ command }, 'command: a form opens without its prefill, which is late');
    return prefill ?? {};
  } catch (error) {
    if (error instanceof UserError) throw error;
    log.error({ err: error, command }, 'command: a form opens without its prefill, which failed');
    return {};
  }
}
