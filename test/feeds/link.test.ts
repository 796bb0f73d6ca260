import { expect, it } from 'vitest';
import { absoluteLink } from '../../src/feeds/link.ts';

it.each([
  ['https://a.example/x', 'https://a.example/x'],
  [' //b.example/x ', 'https://b.example/x'],
  ['/x?a=1&amp;b=2', 'https://a.example/x?a=1&b=2'],
  ['x y', 'https://a.example/d/x%20y'],
  ['', null],
  ['javascript:alert(1)', null],
  ['java\nscript:alert(1)', null],
  ['data:text/html,x', null],
  ['mailto:a@b.example', null],
  ['https://', null],
])('%s as a link', (href, link) => expect(absoluteLink(href, null, 'https://a.example/d/feed')).toBe(link));
