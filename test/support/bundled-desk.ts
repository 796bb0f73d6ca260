import { fileURLToPath } from 'node:url';
import { commandsFor } from '../../commands/index.ts';
import type { Asker } from '../../src/command/command.ts';
import type { FrontDesk } from '../../src/command/front-desk.ts';
import { formatTyped } from '../../src/command/grammar.ts';
import { createFrontDesk } from '../../src/command/reception.ts';
import { type DeskFile, loadDeskFile } from '../../src/content/desk-file.ts';
import { loadExplainers } from '../../src/content/explainer.ts';
import { createDesk } from '../../src/desk/desk.ts';
import { layouts } from '../../src/layout/layouts.ts';
import type { Message } from '../../src/message/message.ts';
import type { Channel } from '../../src/news/channel.ts';
import type { Store } from '../../src/store/store.ts';
import { wordsOf } from './gallery.ts';
import { aChannel, deskFile, openDesk } from './room.ts';

const content = (path: string) => fileURLToPath(new URL(`../../content/${path}`, import.meta.url));

/** The desk file that comes with the project. */
export const bundled = await loadDeskFile(content('desk.yaml'));

/** An editor, who manages the channel too. */
export const editor: Asker = {
  platform: 'test',
  workspace: 'w',
  id: 'editor',
  name: 'Editor',
  manages: true,
  roles: [],
  timeZone: 'Europe/Kyiv',
};

/** The bundled desk with the sources and the editor of the tests, and its front desk, at noon. */
export async function openFrontDesk(
  store: Store,
  given: Partial<Pick<DeskFile, 'managers' | 'alerts' | 'editors' | 'sources'>> = {},
) {
  const { sources, editors } = deskFile;
  const { room, ...opened } = await openDesk(store, { ...bundled, sources, editors, ...given });
  const desk = createDesk({ ...room, explainers: await loadExplainers(content('explainers')) }, layouts);
  const errors: unknown[] = [];
  const frontDesk = createFrontDesk({
    commands: commandsFor(bundled),
    desk,
    log: { error: (...words: unknown[]) => void errors.push(words) },
    clock: room.clock,
  });
  return { ...opened, frontDesk, errors, desk, store, clock: room.clock };
}

/** Asks as a person types it: `/subscribe 08:00`. */
export const asking =
  (frontDesk: FrontDesk, as: Partial<Asker> = {}, channel: Channel | null = aChannel()) =>
  async (line: string) => {
    const [command = '', ...rest] = line.replace(/^\//, '').split(' ');
    const asker = { ...editor, ...as };
    const { message, audience } = await frontDesk.ask({ command, input: rest.join(' '), asker, channel });
    return { tone: message.tone, audience, words: wordsOf(message).join(' '), message };
  };

/** What a button of a message asks, as it would be typed. */
export function typedBy(message: Message, label: string): string {
  const actions = message.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const button = actions.find((action) => action.label === label);
  if (button === undefined || !('ask' in button)) throw new Error(`no button asks under this label: ${label}`);
  return `/${button.ask} ${formatTyped(button.options)}`;
}
