import type { BaseInteraction } from 'discord.js';
import { expect, it } from 'vitest';
import { askerOf } from '../../../src/platform/discord/asker.ts';

const interaction = { guildId: '1', user: { id: '7', displayName: 'Ada' }, memberPermissions: null };
const rolesIn = (more: object) => askerOf({ ...interaction, ...more } as BaseInteraction).roles;

it('knows roles by id alone where the library does not know the server', () => {
  expect(rolesIn({ member: { roles: ['2', '3'] } })).toEqual(['1', '2', '3'].map((id) => ({ id, name: null })));
});

it('knows no roles in a direct message', () => {
  expect(rolesIn({ guildId: null, member: null })).toEqual([]);
});
