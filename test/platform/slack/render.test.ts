import { describe, expect, it } from 'vitest';
import { heading, paragraph } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { renderSlack, type SlackPayload } from '../../../src/platform/slack/render.ts';
import { firstLost, gallery, galleryTime, hostileText } from '../../support/gallery.ts';
import { checkBlocks } from '../../support/slack/blocks-check.ts';

/** All that a reader sees, in order. */
const seen = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(seen).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : seen(inner)))
    .join(' ');
};

const find = (value: unknown, type: string): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((one) => find(one, type));
  return 'type' in value && value.type === type ? [value as Record<string, unknown>, ...inner] : inner;
};

const of = (name: string): readonly SlackPayload[] => {
  const found = gallery.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such message in the gallery: ${name}`);
  return renderSlack(found.message);
};

describe('renderSlack', () => {
  it.each(gallery)('shows every word in order and within limits: $name', ({ message }) => {
    const pages = renderSlack(message);
    expect(pages.length).toBeGreaterThan(0);
    for (const { text, blocks } of pages) {
      expect(checkBlocks(blocks)).toEqual([]);
      expect(blocks.length).toBeGreaterThan(0);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(seen(blocks).length).toBeLessThan(13_000);
    }
    expect(firstLost(message, seen(pages.map(({ blocks }) => blocks)))).toBeNull();
  });

  it('says the tone in words, in the blocks and in the text', () => {
    for (const [name, word] of [
      ['breaking alert', 'BREAKING'],
      ['correction', 'CORRECTED'],
      ['withdrawal', 'WITHDRAWN'],
    ] as const) {
      expect(seen(of(name)[0]?.blocks)).toMatch(new RegExp(`^\\W*${word}`));
      expect(of(name)[0]?.text).toMatch(new RegExp(`^${word}: `));
    }
    expect(of('digest')[0]?.text).toMatch(/^Morning digest: 12 new stories\n/);
  });

  it('reads the whole content aloud, a correction included, with times in UTC', () => {
    const [page] = of('digest');
    expect(page?.text).toContain(
      'It was said: Two aircraft\nIt now reads: One aircraft\nWhy: Statement of the ministry',
    );
    expect(page?.text).toContain('2026-11-22 06:10 UTC');
    expect(page?.text).toContain('2. ▲ Moscow says it will answer new deployments');
  });

  it('leaves hostile text literal: no mention, no forged link, no markup', () => {
    const [page] = of('hostile text');
    expect(page?.text).not.toMatch(/[<>]/);
    expect(page?.text).toContain('&lt;!channel&gt; &lt;@U000000001&gt;');
    for (const kind of ['mrkdwn', 'broadcast', 'user', 'channel', 'emoji', 'markdown']) {
      expect(find(page?.blocks, kind)).toEqual([]);
    }
    expect(find(page?.blocks, 'text').some(({ text }) => text === hostileText)).toBe(true);
    for (const { emoji } of find(page?.blocks, 'plain_text')) expect(emoji).toBe(false);
  });

  it('links only to the web, and never under a disguised host', () => {
    const [page] = of('hostile addresses');
    expect(find(page?.blocks, 'link').map(({ url }) => url)).toEqual(['https://wire.example/']);
    expect(find(page?.blocks, 'button')).toEqual([]);
    expect(find(of('hostile text'), 'link')[0]?.url).toBe('https://wire.example/(a)%7Cb%3Ec%20d%22e');
  });

  it('shows times in the zone of the reader, with a fallback that names its own', () => {
    const [date] = find(of('breaking alert'), 'date');
    expect(date).toEqual({
      type: 'date',
      timestamp: galleryTime / 1000,
      format: '{time}',
      fallback: '2026-11-22 06:10 UTC',
    });
  });

  it('strikes what was said and keeps what is said now', () => {
    const [was, now] = find(of('correction'), 'text')
      .filter(({ style }) => style !== undefined)
      .slice(1);
    expect(was).toMatchObject({ text: 'Missiles crossed the border', style: { strike: true } });
    expect(now).toMatchObject({ text: 'Origin not established', style: { bold: true } });
  });

  it('writes a button as a command that can be read back', () => {
    expect(find(of('digest'), 'button')).toMatchObject([
      { action_id: 'ask:1', value: 'latest page:2 topic:"air defence"' },
      { action_id: 'open:2', url: 'https://desk.example/method' },
    ]);
  });

  it('numbers pages, keeps a heading with what it heads, and goes on counting in a split list', () => {
    const long = paragraph('x'.repeat(2_800));
    const message: Message = {
      tone: 'routine',
      summary: 'Long',
      blocks: [long, long, long, long, heading('Next'), long],
    };
    const pages = renderSlack(message);
    expect(pages.map(({ blocks }) => blocks[0]?.type)).toEqual(['rich_text', 'header']);
    expect(seen(pages[0]?.blocks.at(-1))).toContain('Page 1 of 2');
    const items = Array.from({ length: 5 }, () => [{ kind: 'text' as const, text: 'y'.repeat(2_800) }]);
    const lists = renderSlack({ tone: 'routine', summary: 'List', blocks: [{ kind: 'list', ordered: true, items }] });
    expect(find(lists, 'rich_text_list').map((list) => list.offset)).toEqual([undefined, 3]);
  });

  it('passes on nothing that no reader sees', () => {
    const text = 'safe\u202egnp.exe\u0007\ud83d';
    const correction = { kind: 'correction', was: text, now: text, reason: text, at: galleryTime } as const;
    const pages = renderSlack({ tone: 'routine', summary: text, blocks: [heading(text), paragraph(text), correction] });
    expect(JSON.stringify(pages)).not.toMatch(/\u202e|\\u0007|\\ud83d/);
    expect(JSON.stringify(pages)).toContain('safegnp.exe');
  });

  it('cuts nothing through the middle of a character or an entity', () => {
    const [page] = renderSlack({ tone: 'routine', summary: '', blocks: [paragraph(`a${'🛰'.repeat(2_000)}`)] });
    expect(seen(page?.blocks).isWellFormed()).toBe(true);
    const ampersands = renderSlack({ tone: 'routine', summary: '', blocks: [paragraph('&'.repeat(2_999))] });
    expect(ampersands[0]?.text).toMatch(/^(&amp;)+…$/);
  });
});
