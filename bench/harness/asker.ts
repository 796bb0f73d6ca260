import type { Asker } from '../../src/command/command.ts';

/** The person who asks. */
export const asker: Asker = {
  platform: 'terminal',
  workspace: 'local',
  id: 'bench',
  name: 'bench',
  manages: true,
  roles: [],
  timeZone: null,
};
