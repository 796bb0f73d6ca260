import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { drawSlack } from '../../../src/platform/slack/draw.ts';
import { renderSlack } from '../../../src/platform/slack/render.ts';
import { firstLost, gallery } from '../../support/gallery.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];

const nodesOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [node, ...('children' in node ? nodesOf(node.children) : [])]);

const drawn = (name: string) => {
  const message = gallery.find((one) => one.name === name)?.message;
  if (message === undefined) throw new Error(`no such message in the gallery: ${name}`);
  const nodes = nodesOf(parseDocument(renderSlack(message).map(drawSlack).join('')).children);
  return nodes.flatMap((node) => ('attribs' in node ? [{ tag: node.name, ...node.attribs }] : []));
};

describe('drawSlack', () => {
  it.each(gallery)('shows every word in order: $name', ({ message }) => {
    const html = renderSlack(message).map(drawSlack).join('');
    const text = nodesOf(parseDocument(html).children)
      .map((node) => (node.type === 'text' ? node.data : ''))
      .join(' ');
    expect(firstLost(message, text)).toBeNull();
  });

  it('makes no element and no address out of hostile text', () => {
    const made = new Set([...drawn('hostile text'), ...drawn('hostile addresses')].map(({ tag }) => tag));
    for (const tag of ['script', 'img', 'iframe']) expect(made).not.toContain(tag);
    for (const element of [...drawn('hostile text'), ...drawn('hostile addresses')]) {
      if (element.tag !== 'a') continue;
      expect(element).toMatchObject({
        href: expect.stringMatching(/^https?:\/\//),
        rel: 'noopener noreferrer nofollow',
        target: '_blank',
      });
    }
  });

  it('carries what a page needs: questions on buttons, styles on times', () => {
    expect(drawn('digest')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ tag: 'button', 'data-ask': 'latest page:2 topic:"air defence"' }),
        expect.objectContaining({ tag: 'a', href: 'https://desk.example/method' }),
        { tag: 'time', datetime: '2026-11-22T06:10:00.000Z', 'data-style': 'moment' },
        { tag: 'time', datetime: '2026-11-22T06:10:00.000Z', 'data-style': 'ago' },
      ]),
    );
  });
});
