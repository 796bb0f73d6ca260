import { expect, it } from 'vitest';
import { absoluteLink, canonicalUrl } from '../../src/feeds/link.ts';

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

it('gives one spelling to one page', () => {
  const page = 'https://news.example/a?id=7&page=2';
  for (const address of [
    'http://News.Example:80/a/?page=2&id=7#top',
    'https://news.example./a?id=7&utm_source=rss&utm_medium=x&page=2',
    'https://user:pw@news.example:443/a?fbclid=1&id=7&gclid=2&page=2&at_medium=RSS',
  ]) {
    expect(canonicalUrl(address)).toBe(page);
  }
});

it('does not mix pages up', () => {
  const pages = [
    'https://a.example/',
    'https://a.example/a',
    'https://a.example/A',
    'https://a.example:8443/',
    'https://a.example/?id=1',
    'https://a.example/?id=2',
  ];
  expect(new Set(pages.map(canonicalUrl)).size).toBe(pages.length);
  expect(canonicalUrl('javascript:alert(1)')).toBeNull();
  expect(canonicalUrl('nonsense')).toBeNull();
});
