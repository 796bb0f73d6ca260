import { expect, it } from 'vitest';
import { plainWords } from '../../../src/platform/slack/plain-words.ts';

it.each([
  ['<@U1|ann> and <@U2>', '@ann and @U2'],
  ['<#C1|news> <#C2|> <#C3>', '#news #C2 #C3'],
  [
    '<https://a.example/?a=1&amp;b=2|a.example> <mailto:a@b.example|a@b.example>',
    'https://a.example/?a=1&b=2 a@b.example',
  ],
  ['<!here> <!subteam^S1|@desk> <!subteam^S2>', '@here @desk @S2'],
  ['a &lt; b &amp;amp; c &gt; d', 'a < b &amp; c > d'],
  ['&lt;!channel&gt;', '<!channel>'],
  ['5 > 3 and < nothing', '5 > 3 and < nothing'],
])('reads %s', (typed, plain) => {
  expect(plainWords(typed)).toBe(plain);
});
