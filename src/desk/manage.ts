import type { Role } from '../news/role.ts';
import { isEditorOf } from './alert.ts';
import type { Room } from './room.ts';

/** What the desk needs to know of a person to say whether they may change what a channel receives. */
export interface Applicant {
  readonly platform: string;
  readonly id: string;
  /** By the platform's own permissions. */
  readonly manages: boolean;
  readonly roles: readonly Role[];
}

/** May change what the channel that they ask in receives, by the rules of the desk file. */
export const mayManageOf =
  (room: Room) =>
  (person: Applicant): boolean => {
    const { allow, roles } = room.file.managers;
    const holds = (role: string): boolean =>
      person.roles.some(({ id, name }) => id === role || name?.toLowerCase() === role.toLowerCase());
    if (isEditorOf(room)(person) || roles.some(holds)) return true;
    switch (allow) {
      case 'managers':
        return person.manages;
      case 'anyone':
        return true;
      case 'editors':
        return false;
    }
  };
