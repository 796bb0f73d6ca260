import { describe, expect, it } from 'vitest';
import { paragraph } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import { renderDiscord } from '../../src/platform/discord/render.ts';
import { judgeOf } from './hostile-judge.ts';
import { hostileStrings } from './hostile-strings.ts';

const said = (text: string): Message => ({ tone: 'routine', summary: text, blocks: [paragraph(text)] });

/** What somebody would send who thinks of nothing. */
const careless = {
  discord: (text: string) =>
    judgeOf(said(text)).discord([
      {
        flags: 32_768,
        components: [{ type: 17, components: [{ type: 10, content: text }] }],
        allowed_mentions: { parse: [] },
      },
    ]),
  slack: (text: string) =>
    judgeOf(said(text)).slack([
      { text, blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }] },
    ]),
  page: (text: string) => judgeOf(said(text)).html(`<p>${text}</p>`, new Set(['p'])),
  terminal: (text: string) => judgeOf(said(text)).terminal(text),
};

describe('the judge finds what is careless', () => {
  it.each([
    ['discord', '@everyone', 'came alive: word @everyone'],
    ['discord', '<@1>', 'came alive: mention <@1>'],
    ['discord', '[t](https://evil.example)', 'leads to https://evil.example'],
    ['discord', 'https://evil.example', 'came alive: url https://evil.example'],
    ['discord', 'word\n# h', 'has a heading more'],
    ['discord', 'word\n- i', 'has a list item more'],
    ['discord', '<t:0:R>', 'has a time more'],
    ['discord', '||a\n\nb||', 'came alive: spoiler'],
    ['discord', '**b**', 'is not literal: "**b**"'],
    ['discord', '\ufeff# h', 'has a heading more'],
    ['discord', 'a\u202eb', 'holds U+202e'],
    ['slack', '<!channel>', 'came alive: <!channel>'],
    ['slack', '&lt;b', 'is not literal: "&lt;b"'],
    ['page', '<img src=x onerror=alert(1)>', 'holds img onerror'],
    ['page', '<p onclick=alert(1)>', 'holds p onclick'],
    ['page', '<p class=tone>', 'holds p .tone'],
    ['page', '<!--', 'holds comment'],
    ['page', '&lt;b&gt;', 'is not literal: "&lt;b&gt;"'],
    ['terminal', '\u001b[2J', 'holds U+001b'],
    ['terminal', 'a\u2066b', 'holds U+2066'],
  ] as const)('%s: %j', (place, text, fault) => {
    expect(careless[place](text)).toContain(fault);
  });

  it('lets harmless words pass, and a link that the message names', () => {
    expect([...careless.discord('word'), ...careless.page('word'), ...careless.terminal('word')]).toEqual([]);
    const linked: Message = {
      ...said(''),
      blocks: [paragraph({ kind: 'link', text: 't', url: 'https://wire.example/' })],
    };
    expect(judgeOf(linked).html('<a href="https://wire.example/">t</a>', new Set(['a', 'a href']))).toEqual([]);
    expect(judgeOf(linked).html('<a href="https://evil.example/">t</a>', new Set(['a', 'a href']))).not.toEqual([]);
  });
});

it('finds text objects in which Slack looks for names and addresses, and elements that call somebody', () => {
  const elements = [{ type: 'broadcast', range: 'here' } as const];
  const judge = judgeOf(said(''));
  const loose = judge.slack([
    { text: '', blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: 'word' }] }] },
  ]);
  expect(loose).toContain('came alive: names and addresses in mrkdwn');
  const calls = judge.slack([
    { text: '', blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] },
  ]);
  expect(calls).toContain('came alive: element broadcast');
});

it('finds a page that may call somebody', () => {
  const [page] = renderDiscord(said('word'));
  const loud = { ...page, allowed_mentions: { parse: ['everyone'] } };
  // The type of a page allows none.
  expect(judgeOf(said('word')).discord([loud as never])).toEqual(['may call']);
});

it('four in five of the hostile strings come to life where nobody does anything about it; the others only look it', () => {
  const places = Object.values(careless);
  const live = hostileStrings.filter((text) =>
    places.some((judge) => judge(text).some((fault) => !/\[ERROR\]|refused/.test(fault))),
  );
  expect(live.length).toBeGreaterThan(hostileStrings.length * 0.8);
});
