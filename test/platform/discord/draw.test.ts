import { expect, test } from 'vitest';
import { discordCss, drawDiscord } from '../../../src/platform/discord/draw.ts';
import { renderDiscord } from '../../../src/platform/discord/render.ts';
import { firstLost, gallery, galleryTime } from '../../support/gallery.ts';

const draw = (name: string): string => {
  const message = gallery.find((entry) => entry.name === name)?.message;
  if (message === undefined) throw new Error(`no such message: ${name}`);
  return renderDiscord(message).map(drawDiscord).join('\n');
};

const textOf = (markup: string): string =>
  markup
    .replaceAll(/<time[^>]*>[^<]*<\/time>/g, '')
    .replaceAll(/<li>/g, '\n')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test.each(gallery)('shows every word of $name', ({ message }) => {
  const markup = renderDiscord(message).map(drawDiscord).join('\n');
  expect(firstLost(message, textOf(markup))).toBeNull();
});

test('holds no element and no address that the message did not mean', () => {
  for (const name of ['hostile text', 'hostile addresses']) {
    const markup = draw(name);
    expect(markup).not.toMatch(/<(script|img|iframe|style)/i);
    for (const [, address] of markup.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^https?:\/\//);
    for (const [tag] of markup.matchAll(/<a [^>]*>/g)) expect(tag).toContain('rel="noopener noreferrer nofollow"');
  }
});

test('draws the Markdown of the renderer as what it means', () => {
  const markup = draw('digest');
  const at = new Date(galleryTime).toISOString();
  expect(markup).toContain('<h3>Morning digest</h3>');
  expect(markup).toContain('<strong>2. ▲ Moscow says it will answer new deployments</strong>');
  expect(markup).toContain('<s>Two aircraft</s>');
  expect(markup).toContain(`<time datetime="${at}" data-style="moment">2026-11-22 06:10 UTC</time>`);
  expect(markup).toContain(
    '<a href="https://wire.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">Example Wire</a>',
  );
  expect(draw('explainer')).toContain('<ol start="1"><li>1949: signed</li>');
});

test('a button asks what was typed', () => {
  expect(draw('digest')).toContain('data-ask="latest page:2 topic:&quot;air defence&quot;"');
});

test('the edge shows the tone', () => {
  expect(draw('breaking alert')).toContain('class="discord-message discord-breaking"');
  expect(discordCss).toContain('.discord-breaking { border-left-color: #b91c1c; }');
});
