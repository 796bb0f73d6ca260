import type { Desk } from '../desk/desk.ts';
import { layoutProblem } from '../layout/problem.ts';
import type { Log } from '../log.ts';
import { personKey } from '../news/person.ts';
import { UserError } from '../news/user-error.ts';
import { checkAllowed, checkOptionsAllowed } from './allowed.ts';
import type { Asker, Command, Context } from './command.ts';
import { formOf } from './form.ts';
import type { Answer, FrontDesk, Question } from './front-desk.ts';
import { commandNamed, findCommand } from './named.ts';
import { within } from './patience.ts';
import { checkOptions, readOptions } from './typed.ts';

const MOST_SUGGESTIONS = 25;

/** Platforms want an acknowledgement within three seconds. */
const CLAIM_PATIENCE_MS = 1_000;

/** Opens the front desk for these commands: reads options, checks who asks, answers, and turns every failure into words. */
export function createFrontDesk(options: {
  readonly commands: readonly Command[];
  readonly desk: Desk;
  readonly log: Pick<Log, 'error'>;
  readonly clock?: () => number;
}): FrontDesk {
  const { commands, desk, log, clock = Date.now } = options;
  const find = (name: string): Command | undefined => findCommand(commands, name);
  const contextOf = ({ asker, channel }: Question): Context => ({ desk, now: clock(), asker, channel });

  async function answer(question: Question): Promise<Answer> {
    const command = commandNamed(commands, question.command);
    await admit(command, question.asker);
    const values = checkOptions(command, readOptions(command, question.input));
    checkOptionsAllowed(command, values, question.asker, desk);
    const audience = command.audienceFor?.(values) ?? command.audience;
    return { message: await command.answer(values, contextOf(question)), audience, option: null };
  }

  /** Throws `UserError` where who asks may not, which the ledger keeps where the command says so. */
  async function admit(command: Command, asker: Asker): Promise<void> {
    try {
      checkAllowed(command, asker, desk);
    } catch (error) {
      if (command.keepsRefusals === true)
        await desk
          .noteRefusal({ by: personKey(asker), byName: asker.name, subject: `command:${command.name}` })
          .catch((err: unknown) => log.error({ err }, 'command: the ledger does not know of a refusal'));
      throw error;
    }
  }

  async function attempt<Result>(ask: () => Promise<Result>, otherwise: Result): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      log.error({ err: error }, 'command: the store could not say whether a question is new');
      return otherwise;
    }
  }

  return {
    commands,
    find,
    async form(question) {
      const command = find(question.command);
      if (command?.form === undefined) return null;
      try {
        checkAllowed(command, question.asker, desk);
        const values = readOptions(command, question.input);
        checkOptionsAllowed(command, values, question.asker, desk);
        return await formOf({ command, values, context: contextOf(question), log });
      } catch (error) {
        // `ask` meets the same mistake and says it in words.
        if (!(error instanceof UserError)) log.error({ err: error, command: command.name }, 'command: no form');
        return null;
      }
    },
    async ask(question) {
      try {
        return await answer(question);
      } catch (error) {
        if (error instanceof UserError)
          return { message: layoutProblem(error.message), audience: 'asker', option: error.option };
        log.error({ err: error, command: question.command }, 'command: no answer');
        const apology =
          'Something went wrong here, and it has been logged. Nothing was lost; please try again in a minute.';
        return { message: layoutProblem(apology), audience: 'asker', option: null };
      }
    },
    claim: (id) =>
      within(
        attempt(() => desk.claimQuestion(id), true),
        CLAIM_PATIENCE_MS,
        true,
      ),
    release: (id) => attempt(() => desk.releaseQuestion(id), undefined),
    async suggest(question, option, typed) {
      try {
        const suggestions = await find(question.command)?.suggest?.[option]?.(typed, contextOf(question));
        return (suggestions ?? []).slice(0, MOST_SUGGESTIONS);
      } catch (error) {
        log.error({ err: error, command: question.command, option }, 'command: no suggestions');
        return [];
      }
    },
  };
}
