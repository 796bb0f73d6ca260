import { expect, it } from 'vitest';
import { canonicalUrl, pageKey } from '../../src/news/page.ts';

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

it('has a short key for the page of a source', () => {
  const key = pageKey({ source: 'one', url: `https://news.example/a?id=7&long=${'x'.repeat(3_900)}` });
  expect(key).toMatch(/^[0-9a-f]{20}$/);
  expect(pageKey({ source: 'one', url: 'http://news.example/a/?cmpid=1' })).toBe(
    pageKey({ source: 'one', url: 'https://news.example/a#top' }),
  );
  expect(pageKey({ source: 'two', url: 'https://news.example/a' })).not.toBe(
    pageKey({ source: 'one', url: 'https://news.example/a' }),
  );
  expect(pageKey({ source: 'one', url: null })).toBeNull();
});
