import type { Desk } from '../desk/desk.ts';
import { personKey } from '../news/person.ts';
import { roleIds, roleKey } from '../news/role.ts';
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
          `${refusal} Whoever runs Sitrep makes you one by adding ${personKey(asker)} under editors in the desk file.${editorRoles(asker, desk)}`,
        );
  }
}

/** The roles of who asks' platform that make editors, as a sentence behind another; empty where none does. */
function editorRoles({ platform, roleWord = 'role' }: Asker, { file }: Desk): string {
  const named = roleIds(file.editors, platform).map((id) => `the ${roleWord} ${id}`);
  return named.length === 0 ? '' : ` Members of ${either(named)} are editors too.`;
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

function managers({ platform, permission, roles: held }: Asker, { file }: Desk): string {
  const { allow, roles } = file.managers;
  // Everybody holds a role where a platform tells all of them. One that tells editors' roles alone has none of managers.
  const tellsAll = held.some((role) => !file.editors.includes(roleKey(platform, role)));
  const named = tellsAll ? roles.map((role) => `the role ${role}`) : [];
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
