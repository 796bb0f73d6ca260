import { afterEach, expect, it, vi } from 'vitest';
import type { Asker } from '../../src/command/command.ts';
import { createScriptedFrontDesk } from '../support/front-desk.ts';

const asker: Asker = {
  platform: 'paper',
  workspace: 'w',
  id: 'reader',
  name: 'Reader',
  manages: true,
  roles: [],
  timeZone: 'Europe/Kyiv',
};

function opened() {
  const errors: unknown[] = [];
  const frontDesk = createScriptedFrontDesk({ log: { error: (...words: unknown[]) => void errors.push(words) } });
  const form = (command: string, input: string) => frontDesk.form({ command, input, asker, channel: null });
  return { form, errors, frontDesk };
}

afterEach(() => {
  vi.useRealTimers();
});

it('opens where a required option is missing, unless the command says when', async () => {
  const { form } = opened();
  expect(await form('report', '')).toMatchObject({ title: 'Report', given: {}, prefill: {} });
  expect(await form('report', '"Blast near the border"')).toBeNull();
  expect(await form('settings', 'id:s1')).toBeNull();
  expect(await form('settings', 'change')).toMatchObject({ title: 'Settings' });
  expect(await form('pages', '')).toBeNull();
  expect(await form('nonsense', '')).toBeNull();
});

it('tells what was typed from what the command fills in, and keeps the order of its fields', async () => {
  const form = await opened().form('settings', 'change id:s1 zone:UTC');
  expect(form?.fields.map(({ name }) => name)).toEqual(['at', 'topics', 'zone', 'limit', 'alerts', 'level']);
  expect(form?.given).toEqual({ action: 'change', id: 's1', zone: 'UTC' });
  expect(form?.prefill).toEqual({ at: '07:30', limit: '5', alerts: 'false', level: 'flash', zone: 'Europe/Kyiv' });
});

it('opens without what cannot be filled in, and logs why', async () => {
  const { form, errors } = opened();
  expect(await form('settings', 'change id:broken')).toMatchObject({ given: { id: 'broken' }, prefill: {} });
  expect(errors).toHaveLength(1);
});

it('opens within a second without what is late', async () => {
  vi.useFakeTimers();
  const { form, errors } = opened();
  const late = form('settings', 'change id:slow');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await late).toMatchObject({ given: { id: 'slow' }, prefill: {} });
  expect(errors).toHaveLength(1);
});

it('leaves a mistake of the person to the answer', async () => {
  const { form, errors } = opened();
  expect(await form('settings', 'change id:nobody')).toBeNull();
  expect(errors).toEqual([]);
});
