import { describe, expect, it } from 'vitest';
import { clip, declaredText, plainText } from '../../src/feeds/plain-text.ts';

it.each([
  ['<p>One</p><p>two</p>', 'One two'],
  ['W<b>o</b>rd, <a href="x">li<i>nk</i></a>', 'Word, link'],
  ['a<br>b<br/>c', 'a b c'],
  ['  many \n\t spaces&nbsp;&#160;here ', 'many spaces here'],
  ['&quot;A&quot; &amp; B &#8211; C &#x2014; D &hellip;', '"A" & B – C — D …'],
  ['&amp;quot;twice&amp;quot; &amp;amp;amp; thrice', '"twice" & thrice'],
  ['AT&T, R&D; Q&A', 'AT&T, R&D; Q&A'],
  ['losses < 5% and 3<4', 'losses < 5% and 3<4'],
  ['a<b', 'a<b'],
  ['<script>if (a < b) x()</script>Text<!-- note -->', 'Text'],
  ['cut <a href="https://x', 'cut <a href="https://x'],
  ['&#150;dash &#146;quote', '–dash ’quote'],
  ['FlÃ¼chtling â€“ Ã–sterreich', 'Flüchtling – Österreich'],
  ['ÐšÐ¸Ñ—Ð²', 'Київ'],
  ['São Paulo – Ângela Ünal', 'São Paulo – Ângela Ünal'],
  ['', ''],
])('%s', (html, text) => expect(plainText(html)).toBe(text));

it('takes declared text at its word unless it is plainly HTML', () => {
  expect(declaredText('if <x then y> z')).toBe('if <x then y> z');
  expect(declaredText('<p>Text</p> &amp; more')).toBe('Text & more');
});

describe('clip', () => {
  it('leaves what fits', () => expect(clip('Short.', 6)).toBe('Short.'));

  it('ends at a sentence, else at a word, else where it must', () => {
    expect(clip('The first sentence is here. The second is cut.', 40)).toBe('The first sentence is here. …');
    expect(clip('No sentence ends in this long line of words', 30)).toBe('No sentence ends in this…');
    expect(clip('x'.repeat(100), 10)).toBe('xxxxxxxx…');
    expect(clip('日本'.repeat(100), 10)).toBe('日本日本日本日本…');
  });

  it('halves no character and keeps the limit', () => {
    for (let limit = 5; limit < 30; limit += 1) {
      const clipped = clip('🙂'.repeat(40), limit);
      expect(clipped.isWellFormed()).toBe(true);
      expect(clipped.length).toBeLessThanOrEqual(limit);
    }
  });
});
