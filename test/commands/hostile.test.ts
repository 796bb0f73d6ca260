import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { renderDiscord } from '../../src/platform/discord/render.ts';
import { renderSlack } from '../../src/platform/slack/render.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { renderHtml } from '../../src/platform/web/render.ts';
import { openStore } from '../../src/store/open.ts';
import { editor, openFrontDesk } from '../support/bundled-desk.ts';
import { type Faults, judgeOf } from '../support/hostile-judge.ts';
import { harmlessWords } from '../support/hostile-news.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { NOON } from '../support/news.ts';
import { aChannel } from '../support/room.ts';

/** Questions that an answer or a refusal repeats. */
const questions = (text: string): readonly (readonly [command: string, input: string | Record<string, string>])[] => [
  [text, ''],
  ['search', text],
  ['search', { words: text }],
  ['explain', { subject: text }],
  ['latest', text],
  ['latest', { topic: text, since: text }],
  ['subscribe', { at: text, topics: text }],
  ['subscribe', { at: '08:00', zone: text, quiet: text }],
  ['story', { id: text }],
  ['asof', text],
  ['resend', { id: text }],
  ['help', text],
];

it('what is hostile is answered and refused with literal words on every platform', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-hostile-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = await openStore({ dataDir, url: null });
  onTestFinished(() => store.close());
  const { frontDesk, errors } = await openFrontDesk(store);
  const answer = async (command: string, input: string | Record<string, string>) =>
    (await frontDesk.ask({ command, input, asker: editor, channel: aChannel() })).message;
  const known = harmlessWords(renderHtml);
  const faults: Faults[] = [];
  for (const text of hostileStrings)
    for (const [command, input] of questions(text)) {
      const message = await answer(command, input);
      const judge = judgeOf(message);
      faults.push(
        judge.discord(renderDiscord(message)),
        judge.slack(renderSlack(message)),
        judge.html(renderHtml(message), known),
        judge.terminal(renderTerminal(message, { columns: 80, colour: false, zone: 'UTC', now: NOON })),
      );
    }
  expect(faults.flat()).toEqual([]);
  expect(errors).toEqual([]);
});
