import { expect, it } from 'vitest';
import { declaredText, plainText } from '../../src/feeds/plain-text.ts';

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
  ['<! no <b>tag</b>, </3 neither', '<! no tag, </3 neither'],
  ['a note <!-- cut off', 'a note'],
  ['a note <!-- cut off > goes <i>on</i>', 'a note goes on'],
  ['before <object classid="x">never closed', 'before never closed'],
  ['before <script>never closed', 'before'],
  ['<iframe>no frames here</iframe>after', 'after'],
  ['&lt;&#8203;b&gt;bold', 'bold'],
  ['<\u200bb>bold', 'bold'],
  ['five times &amp;amp;amp;amp;lt;b&amp;amp;amp;amp;gt;', 'five times lt;bgt;'],
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
