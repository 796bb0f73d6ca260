import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const inspector = fileURLToPath(new URL('../support/feed-inspector.ts', import.meta.url));

/** What a process with 512 MB of heap makes of a document that comes in these parts. It dies where that is not enough. */
async function inspected(parts: Iterable<string | Uint8Array>): Promise<unknown> {
  const child = spawn(process.execPath, ['--max-old-space-size=512', inspector], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' },
  });
  for (const part of parts) {
    if (!child.stdin.write(part)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  return json(child.stdout);
}

function* times(count: number, piece: string): Iterable<string> {
  const chunk = Math.max(1, Math.floor(1_000_000 / piece.length));
  for (let left = count; left > 0; left -= chunk) yield piece.repeat(Math.min(left, chunk));
}

const head = '<rss><channel><title>T</title><item><title>Real</title></item>';
const tail = '</channel></rss>';
const many = (count: number, piece: string) => [head, ...times(count, piece), tail];
const each = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => piece(i)).join('');

const bomb = (name: string): string =>
  `<!ENTITY ${name}0 "${'lol'.repeat(100)}">${each(30, (i) => `<!ENTITY ${name}${i + 1} "${`&${name}${i};`.repeat(10)}">`)}`;

it.each<[attack: string, parts: () => Iterable<string | Uint8Array>, outcome: object]>([
  [
    'entities that would grow without end',
    () => [`<!DOCTYPE rss [${bomb('x')}]>`, head, '<item><title>&x30;</title></item>', tail],
    {
      items: 2,
      titles: ['Real', '&x30;'],
      warnings: [expect.stringContaining('date'), expect.stringContaining('link')],
    },
  ],
  [
    'entities that name a file and an address',
    () => [
      '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:1/">%p;]>',
      head,
      '<item><title>&f;%p;</title></item>',
      tail,
    ],
    { items: 2, titles: ['Real', '&f;%p;'] },
  ],
  [
    'a text of 100 MB',
    () => [
      head,
      '<item><title>Long</title><description>',
      ...times(100_000_000 / 4, 'word'),
      '</description></item>',
      tail,
    ],
    {
      items: 1,
      warnings: expect.arrayContaining([
        'the document holds over 20 MB: the rest is not read',
        'the document breaks off before its end',
      ]),
    },
  ],
  [
    'a text of 15 MB in two bytes a letter',
    () => [head, '<item><title>Long</title><description>', ...times(1_500_000, 'слово'), '</description></item>', tail],
    { items: 2, titles: ['Real', 'Long'] },
  ],
  [
    'elements 100,000 deep',
    () => [
      head,
      '<item><title>Deep</title><description>',
      ...times(100_000, '<div>'),
      ...times(100_000, '</div>'),
      tail,
    ],
    { items: 1, warnings: expect.arrayContaining([expect.stringContaining('nests deeper than 500')]) },
  ],
  [
    'items in items',
    () => [head, ...times(490, '<item>'), ...times(50_000, '<item><title>x</title></item>')],
    { items: 2_000, warnings: expect.arrayContaining([expect.stringContaining('the first 2000 are read')]) },
  ],
  ['200,000 items', () => many(200_000, '<item><title>One of many</title></item>'), { items: 2_000 }],
  [
    'a JSON Feed of 3,000,000 items',
    () => ['{"title":"T","items":[{}', ...times(3_000_000, ',{}'), ']}'],
    { items: 2_000, warnings: expect.arrayContaining(['the feed holds 3000001 entries: the first 2000 are read']) },
  ],
  [
    'JSON 10,000,000 deep',
    () => ['{"title":"T","items":', ...times(10_000_000, '[')],
    { items: 0, warnings: ['this address gives JSON that nests deeper than 500'] },
  ],
  [
    '20 MB of signs that open no tag',
    () => [head, '<item><title>Less</title><description>', ...times(20_000_000, '<'), '</description></item>', tail],
    { items: 1, titles: ['Real'] },
  ],
  [
    '19 MB of character references',
    () => [
      head,
      '<item a="',
      ...times(1_600_000, '&#65;'),
      '"><title>Letters</title><description>',
      ...times(2_000_000, '&#65;'),
      '</description></item>',
      tail,
    ],
    { items: 2, titles: ['Real', 'Letters'] },
  ],
  [
    '2 MB of tags that are never whole',
    () => [head, '<item><title>Open</title><description>', ...times(400_000, '&lt;a'), '</description></item>', tail],
    { items: 2, titles: ['Real', 'Open'] },
  ],
  [
    'bytes that are no charset',
    () => [
      head,
      `<item><title>`,
      Uint8Array.from({ length: 2_000_000 }, (_, i) => ((i * 7919) % 256) | 0x80),
      '</title></item>',
      tail,
    ],
    { items: 2, warnings: expect.arrayContaining([expect.stringContaining('does not say its charset')]) },
  ],
  [
    'elements with the names of built-in properties',
    () => many(10_000, '<item><constructor/><__proto__>x</__proto__><title>toString</title><hasownproperty/></item>'),
    { items: 2_000, titles: ['Real', 'toString', 'toString'] },
  ],
  [
    'an element with 200,000 attributes',
    () => [head, '<item ', each(200_000, (i) => `a${i}="1" `), '><title>Wide</title></item>', tail],
    { items: 2, titles: ['Real', 'Wide'] },
  ],
  [
    'namespaces without number, in force everywhere',
    () => [
      '<rss ',
      each(50_000, (i) => `xmlns:a${i}="http://www.w3.org/2005/Atom" `),
      '><channel><title>T</title>',
      ...times(50_000, '<item xmlns:b="http://www.w3.org/2005/Atom"><title>Real</title></item>'),
      tail,
    ],
    { items: 2_000 },
  ],
  [
    'a long base address that every element adds to',
    () => [
      `<rss><channel xml:base="https://x.example/${'a/'.repeat(100_000)}"><title>T</title>`,
      ...times(100_000, '<item xml:base="b/"><link>c</link></item>'),
      tail,
    ],
    { items: 2_000 },
  ],
  [
    'names and addresses that make careless patterns slow',
    () => [
      `<rss xmlns:a="${'/'.repeat(2_000_000)}a" xmlns:b="${' '.repeat(2_000_000)}b"><channel><title>T</title>`,
      `<item><title>${' '.repeat(1_000_000)}x</title><guid>${'https://'.repeat(100_000)}#</guid>`,
      `<pubDate>${'1 '.repeat(100_000)}</pubDate><author>${'a@'.repeat(100_000)}</author>`,
      `<description>${' The post '.repeat(100_000)}(${'A, '.repeat(100_000)}</description>`,
      `<media:content url="${'.jpg'.repeat(100_000)}"/><category>${'&#'.repeat(100_000)}</category></item>`,
      tail,
    ],
    { items: 1, titles: ['x'] },
  ],
])('%s', async (_attack, parts, outcome) => {
  const { seconds, ...read } = (await inspected(parts())) as { readonly seconds: number };
  expect(read).toMatchObject(outcome);
  expect(seconds).toBeLessThan(5);
});
