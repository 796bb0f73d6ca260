import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { actions, ask, link, paragraph, time } from '../../../src/message/build.ts';
import { renderHtml } from '../../../src/platform/web/render.ts';
import { firstLost, gallery, galleryTime } from '../../support/gallery.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];

const nodesOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => ('children' in node ? [node, ...nodesOf(node.children)] : [node]));
const textOf = (nodes: readonly Node[]): string =>
  nodesOf(nodes)
    .map((node) => (node.type === 'text' ? node.data : ''))
    .join('');

describe('renderHtml', () => {
  it.each(gallery)('shows every word of "$name" in order, and no markup but its own', ({ message }) => {
    const { children } = parseDocument(renderHtml(message));
    expect(firstLost(message, textOf(children))).toBeNull();
    for (const node of nodesOf(children)) {
      if (!('attribs' in node)) continue;
      expect(node.name).toMatch(
        /^(a|bdi|blockquote|button|dd|del|div|dl|dt|h3|h4|hr|ins|li|ol|p|section|small|span|strong|time|ul)$/,
      );
      for (const [name, value] of Object.entries(node.attribs)) {
        expect(name).toMatch(
          /^(aria-disabled|aria-hidden|class|data-ask|data-style|datetime|href|rel|target|title|type)$/,
        );
        if (name === 'href') expect(value).toMatch(/^https?:\/\/[^@]*$/);
      }
    }
  });

  it('says in words, not in colour alone, that an alert is one', () => {
    const { children } = parseDocument(
      renderHtml({ tone: 'withdrawal', summary: '', blocks: [paragraph('Ministers meet')] }),
    );
    expect(textOf(children)).toBe('WITHDRAWNMinisters meet');
  });

  it('keeps an attribute closed, whatever an address or a command holds', () => {
    const quote = '"><img src=x onerror=alert(1)>';
    const html = renderHtml({
      tone: 'routine',
      summary: '',
      blocks: [paragraph(link('x', `https://wire.example/${quote}`)), actions(ask(quote, 'search', { words: quote }))],
    });
    expect(html).not.toContain('<img');
    const button = nodesOf(parseDocument(html).children).find((node) => 'name' in node && node.name === 'button');
    expect(button !== undefined && 'attribs' in button && button.attribs['data-ask']).toBe(
      `search words:"'><img src=x onerror=alert(1)>"`,
    );
  });

  it('says times in UTC until a script puts them into the reader’s zone', () => {
    const html = renderHtml({ tone: 'routine', summary: '', blocks: [paragraph(time(galleryTime, 'moment'))] });
    expect(html).toContain('<time datetime="2026-11-22T06:10:00.000Z" data-style="moment">2026-11-22 06:10 UTC</time>');
  });
});
