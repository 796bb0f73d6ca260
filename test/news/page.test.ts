import { expect, it } from 'vitest';
import { canonicalUrl } from '../../src/news/page.ts';

it('gives one spelling to one page', () => {
  const page = 'https://news.example/a?id=7&page=2';
  for (const address of [
    'http://News.Example:80/a/?page=2&id=7#top',
    'https://news.example./a?id=7&utm_source=rss&utm_medium=x&page=2',
    'https://user:pw@news.example:443/a?fbclid=1&id=7&gclid=2&page=2&at_medium=RSS',
    'https://news.example/a?mod=rss_world&id=7&partner=rss&s_cid=rss:news&page=2&ns_campaign=1490&maca=en-rss-en-all',
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
    'https://a.example/?id=2&mod=news',
    'https://a.example/?q=embarrassed',
  ];
  expect(new Set(pages.map(canonicalUrl)).size).toBe(pages.length);
  expect(canonicalUrl('javascript:alert(1)')).toBeNull();
  expect(canonicalUrl('nonsense')).toBeNull();
});
