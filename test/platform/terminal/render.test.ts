import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { actions, ask, fields, heading, link, list, open, paragraph, time } from '../../../src/message/build.ts';
import type { Block, Message } from '../../../src/message/message.ts';
import { renderTerminal } from '../../../src/platform/terminal/render.ts';
import { widthOf } from '../../../src/platform/terminal/wrap.ts';
import { firstLost, gallery, galleryTime } from '../../support/gallery.ts';

const view = { columns: 60, colour: false, zone: 'Europe/Kyiv', now: galleryTime + 14 * 60_000 };
const say = (...blocks: Block[]): Message => ({ tone: 'routine', summary: 'Said', blocks });

/** What a terminal would obey, and what turns text round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the subject of the test.
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('renderTerminal', () => {
  it.each(gallery)('shows every word of "$name" in order', ({ message }) => {
    const drawn = renderTerminal(message, view);
    // The bar before the lines of a quote is the renderer's own.
    expect(firstLost(message, drawn.replaceAll(/^│ /gm, ''))).toBeNull();
    expect(drawn).not.toMatch(obeyed);
  });

  it.each(gallery)('says the same of "$name" with colour', ({ message }) => {
    const colourful = renderTerminal(message, { ...view, colour: true });
    expect(stripVTControlCharacters(colourful)).toBe(renderTerminal(message, view));
  });

  it('says in words, not in colour alone, that an alert is one', () => {
    expect(renderTerminal({ ...say(heading('Ministers meet')), tone: 'breaking' }, view)).toBe(
      'BREAKING\n\nMinisters meet\n',
    );
  });

  it('draws a digest as a person reads it', () => {
    const digest = gallery.find(({ name }) => name === 'digest')?.message;
    expect(digest && renderTerminal(digest, view)).toMatchInlineSnapshot(`
      "Morning digest

      12 new stories since 22 November 2026, 08:10 Kyiv, 3
      changed.

      ~~Two aircraft~~ → One aircraft
      Statement of the ministry (22 November 2026, 08:10 Kyiv)

      ────────────────────────────────────────

      1. Defence ministers meet in Brussels on air defence
         B2 · 7 separate owners · first 08:10 Kyiv
         Ministers agreed to move two batteries before the winter.
         Example Wire (wire) https://wire.example/a?b=1&c=2
         Ministry (state media)

      2. ▲ Moscow says it will answer new deployments
         B2 · 7 separate owners · first 08:10 Kyiv
         Example Wire (wire) https://wire.example/a?b=1&c=2
         Ministry (state media)

      ⚠ A report without sources
      Ministers agreed to move two batteries before the winter.

      42 sources checked, 1 failing. What is B2?
      https://desk.example/grades 14 minutes ago

      More: sitrep latest page:2 topic:"air defence"
      Method: https://desk.example/method
      "
    `);
  });

  it('keeps lines within the width, whatever the script', () => {
    const message = say(paragraph('会議 🇺🇦 совещание министров '.repeat(20)), list([['long item '.repeat(30)]]));
    for (const line of renderTerminal(message, view).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60);
  });

  it('aligns fields and puts a label that is too long above its text', () => {
    const drawn = renderTerminal(
      say(
        fields([
          ['Known', 'one blast'],
          ['Who it was, by all that is known', 'nobody knows'],
        ]),
      ),
      view,
    );
    expect(drawn).toMatchInlineSnapshot(`
      "Known  one blast
      Who it was, by all that is known
             nobody knows
      "
    `);
  });

  it('writes times in the zone of the reader and names it', () => {
    const at = Date.UTC(2026, 6, 1, 22, 30);
    const message = say(paragraph(time(at, 'time')), paragraph(time(at, 'date')), paragraph(time(at, 'moment')));
    expect(renderTerminal(message, { ...view, zone: 'America/New_York' })).toBe(
      '18:30 New York\n\n1 July 2026\n\n1 July 2026, 18:30 New York\n',
    );
    expect(renderTerminal(message, view)).toContain('2 July 2026, 01:30 Kyiv');
    const ago = (distance: number): string => renderTerminal(say(paragraph(time(view.now - distance, 'ago'))), view);
    expect([20_000, 90_000, 7_200_000, -300_000].map(ago)).toEqual([
      'just now\n',
      '1 minute ago\n',
      '2 hours ago\n',
      'in 5 minutes\n',
    ]);
  });

  it('turns buttons into commands that a shell passes on as they are', () => {
    const buttons = actions(
      ask('Next', 'latest', { page: 2 }),
      ask('Again', 'search', { words: 'air "defence' }),
      ask('Trap', 'search', { words: 'a $(reboot) `id`; it\'s "so"' }),
      open('Method', 'https://desk.example/method'),
    );
    expect(renderTerminal(say(buttons), { ...view, columns: 100 })).toBe(
      [
        'Next: sitrep latest page:2',
        `Again: sitrep search 'words:air '\\''defence'`,
        `Trap: sitrep search 'words:a $(reboot) \`id\`; it'\\''s '\\''so'\\'''`,
        'Method: https://desk.example/method',
        '',
      ].join('\n'),
    );
  });

  it('asks on in the place of a channel', () => {
    const buttons = actions(ask('Change', 'subscriptions', { action: 'edit', id: 2 }), ask('Latest', 'latest'));
    expect(renderTerminal(say(buttons), { ...view, columns: 100, channel: 'web:newsroom' })).toBe(
      [
        'Change: sitrep subscriptions action:edit id:2 --channel web:newsroom',
        'Latest: sitrep latest --channel web:newsroom',
        '',
      ].join('\n'),
    );
    expect(renderTerminal(say(buttons), { ...view, columns: 100, channel: 'x:$(reboot)' })).toContain(
      "--channel 'x:$(reboot)'",
    );
  });

  it('takes escape sequences and bidirectional overrides out of outside text', () => {
    const drawn = renderTerminal(
      say(
        heading('red \u001b[31malert\u001b[0m \u001b]0;title\u0007end'),
        paragraph('\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\ \u009b2Jgone \u202egnp.exe\u202c'),
        paragraph(link('bell\u0007', 'https://wire.example/\u001b[2J')),
      ),
      view,
    );
    expect(drawn).not.toMatch(obeyed);
    expect(drawn).toContain('red alert end');
    expect(drawn).toContain('click gone gnp.exe');
  });

  it('shows no address that is not plain http(s)', () => {
    const addresses = gallery.find(({ name }) => name === 'hostile addresses')?.message;
    const drawn = addresses === undefined ? '' : renderTerminal(addresses, view);
    expect(drawn).not.toMatch(/javascript:|data:text|file:|secret/i);
    expect(drawn).toContain(`https://wire.example/${'a'.repeat(4_000)}`);
  });
});
