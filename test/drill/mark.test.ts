import { expect, test } from 'vitest';
import { markDrill } from '../../src/drill/mark.ts';
import { createSandbox } from '../../src/drill/sandbox.ts';
import { actions, ask, open, paragraph } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { messageKinds } from '../support/hostile-desk.ts';

const mark = paragraph({ kind: 'strong', text: 'DRILL' }, ' · A day · Nothing of this happens now.');

test('a message without blocks keeps what it says', () => {
  const marked = markDrill({ tone: 'routine', summary: 'News', blocks: [] }, 'A day');
  expect(marked).toEqual({ tone: 'routine', summary: 'DRILL · News', blocks: [mark, paragraph('News')] });
});

test('buttons that open an address stay, and those that ask a command go', () => {
  const link = open('Read', 'https://example.org/');
  const blocks = [actions(ask('Approve', 'alert', { id: 1 }), link), actions(ask('Reject', 'alert', { id: 1 }))];
  const marked = markDrill({ tone: 'breaking', summary: 'News', blocks }, 'A day');
  expect(marked.blocks).toEqual([mark, actions(link)]);
});

test.each(Object.entries(messageKinds))('no message of the kind %s goes out unmarked', (_, kind) => {
  const { sender } = createSandbox('A day');
  for (const message of kind(() => 'words')) {
    // A payload of the sandbox is the marked message.
    const pages = sender.render(message) as readonly Message[];
    expect(pages.map(({ summary, blocks }) => [summary, blocks[0]])).toEqual([[`DRILL · ${message.summary}`, mark]]);
  }
});
