import type { Desk } from '../desk/desk.ts';
import { personKey } from '../news/person.ts';
import { UserError } from '../news/user-error.ts';
import type { Asker, Command } from './command.ts';

/** Throws `UserError` that says who may and how to become one, where who asks may not use a command. */
export const checkAllowed = (command: Command, asker: Asker, desk: Desk): void =>
  check(command, `use /${command.name}`, asker, desk);

/** The same, where they may not use it with these options. */
export function checkOptionsAllowed(
  command: Command,
  values: Readonly<Record<string, unknown>>,
  asker: Asker,
  desk: Desk,
): void {
  const allowed = command.allowedFor?.(values);
  if (allowed !== undefined) check({ allowed }, `use /${command.name} for that`, asker, desk);
}

function check(command: Pick<Command, 'allowed'>, what: string, asker: Asker, desk: Desk): void {
  const refusal = `Only ${whoMay(command, asker, desk)} may ${what}.`;
  switch (command.allowed) {
    case 'anyone':
      return;
    case 'manager':
      if (!desk.mayManage(asker))
        throw new UserError(
          `${refusal} Ask one of them. Whoever runs Sitrep changes who may, under managers in the desk file.`,
        );
      return;
    case 'editor':
      if (!desk.isEditor(asker))
        throw new UserError(
          `${refusal} Whoever runs Sitrep makes you one by adding ${personKey(asker)} under editors in the desk file.`,
        );
  }
}

/** Who may use a command, in words for who asks: `people who manage this channel`. */
export function whoMay({ allowed }: Pick<Command, 'allowed'>, asker: Asker, desk: Desk): string {
  switch (allowed) {
    case 'anyone':
      return 'everybody';
    case 'manager':
      return managers(asker, desk);
    case 'editor':
      return 'editors of the desk';
  }
}

function managers({ permission, roles: held }: Asker, { file }: Desk): string {
  const { allow, roles } = file.managers;
  // Who has no role at all asks on a platform that has none.
  const named = held.length === 0 ? [] : roles.map((role) => `the role ${role}`);
  switch (allow) {
    case 'anyone':
      return 'everybody';
    case 'editors':
      return either(['editors of the desk', ...named.map((role) => `people with ${role}`)]);
    case 'managers': {
      const ways = permission === undefined ? named : [`the permission ${permission}`, ...named];
      return `people who manage this channel${ways.length === 0 ? '' : ` (here: with ${either(ways)})`}`;
    }
  }
}

const either = (words: readonly string[]): string => new Intl.ListFormat('en', { type: 'disjunction' }).format(words);
