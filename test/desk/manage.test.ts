import { expect, it } from 'vitest';
import type { ManagerRules } from '../../src/content/desk-file.ts';
import { describeEngines } from '../support/databases.ts';
import { openDesk } from '../support/room.ts';

describeEngines('who may change what a channel receives', ({ open }) => {
  const reader = { platform: 'test', id: 'reader', manages: false, roles: [] };
  const people = {
    reader,
    editor: { ...reader, id: 'editor' },
    manager: { ...reader, manages: true },
    byName: { ...reader, roles: [{ id: '17', name: 'news' }] },
    byId: { ...reader, roles: [{ id: '18', name: null }] },
  };

  it.each<[ManagerRules, readonly (keyof typeof people)[]]>([
    [{ allow: 'managers', roles: [] }, ['editor', 'manager']],
    [{ allow: 'anyone', roles: [] }, ['reader', 'editor', 'manager', 'byName', 'byId']],
    [{ allow: 'editors', roles: [] }, ['editor']],
    [{ allow: 'managers', roles: ['News', '18'] }, ['editor', 'manager', 'byName', 'byId']],
    [{ allow: 'editors', roles: ['News'] }, ['editor', 'byName']],
  ])('%j', async (managers, allowed) => {
    const { desk } = await openDesk(await open(), { managers });
    const found = Object.entries(people).filter(([, person]) => desk.mayManage(person));
    expect(found.map(([name]) => name)).toEqual(allowed);
  });
});
