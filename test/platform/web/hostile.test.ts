import { expect, it } from 'vitest';
import type { Message } from '../../../src/message/message.ts';
import { drawDiscord } from '../../../src/platform/discord/draw.ts';
import { renderDiscord } from '../../../src/platform/discord/render.ts';
import { drawSlack } from '../../../src/platform/slack/draw.ts';
import { renderSlack } from '../../../src/platform/slack/render.ts';
import { drawEntry } from '../../../src/platform/web/entry.ts';
import { drawForm } from '../../../src/platform/web/form.ts';
import { drawn } from '../../../src/platform/web/markup.ts';
import { drawChannels, drawPage, drawStatus } from '../../../src/platform/web/page.ts';
import { plainPreview } from '../../../src/platform/web/preview.ts';
import { renderHtml } from '../../../src/platform/web/render.ts';
import { createScriptedFrontDesk } from '../../support/front-desk.ts';
import { type Give, hostileDelivery } from '../../support/hostile-desk.ts';
import { faultsOf, giantFaults, harmlessWords, kindNames, type Look } from '../../support/hostile-news.ts';
import { hostileStrings } from '../../support/hostile-strings.ts';
import { readHtml } from '../../support/html.ts';
import { NOON } from '../../support/news.ts';

const lookAt = (draw: (message: Message) => string): Look => {
  const known = harmlessWords(draw);
  return (judge, message) => judge.html(draw(message), known);
};
const plain = lookAt(renderHtml);

it.each(kindNames)('a page holds no markup but its own in the kind "%s"', (kind) => {
  expect(faultsOf(kind, plain)).toEqual([]);
});

it('nor for a text that is far too long, which it does not cut', () => {
  expect(giantFaults(plain, 'alert')).toEqual([]);
});

// They draw what the platforms' renderers made of a message: these kinds have every sort of it.
it.each(['alert', 'digest', 'story', 'status', 'blocks'])('nor where "%s" is drawn as a platform draws it', (kind) => {
  const slack = lookAt((message) => renderSlack(message).map(drawSlack).join(''));
  const discord = lookAt((message) => renderDiscord(message).map(drawDiscord).join(''));
  expect(faultsOf(kind, slack)).toEqual([]);
  expect(faultsOf(kind, discord)).toEqual([]);
});

it('nor around the messages: in channels, questions, forms, reasons and the status', async () => {
  const known = new Set(
    (await Promise.all(['word', 'two\nlines', ''].map(newsroomOf))).flatMap((page) => readHtml(page).words),
  );
  for (const text of hostileStrings) {
    const { words, links, text: shown } = readHtml(await newsroomOf(text));
    expect(words.filter((word) => !known.has(word))).toEqual([]);
    expect(links.filter((link) => !/^(?:#flow|\/page\/|\/previews\/|\/\?channel=[^"<>\s]*$)/.test(link))).toEqual([]);
    expect(shown.replaceAll(/\s/g, '')).toContain(`You${text.replaceAll(/\s/g, '')}`);
  }
});

const frontDesk = createScriptedFrontDesk();

/** The whole page, every text of which holds `text` where a person, a platform or the network fills it. */
async function newsroomOf(text: string): Promise<string> {
  const give: Give = () => text;
  const asker = { platform: 'web', workspace: 'w', id: 'reader', name: text, manages: true, roles: [], timeZone: null };
  const channel = { platform: 'test', workspace: text, id: text, name: text };
  const forms = await Promise.all(
    [
      { command: 'report', input: { known: text } },
      { command: 'settings', input: { action: 'change', at: text, topics: text, zone: text, level: text } },
    ].map((question) => frontDesk.form({ ...question, asker, channel })),
  );
  const message = { tone: 'problem', summary: text, blocks: [] } as const;
  const exchange = { id: text, at: NOON, line: text, answer: { message, audience: 'asker', option: text } } as const;
  const body = drawn(plainPreview.draw(message));
  const delivery = hostileDelivery(give, 'failed');
  return drawPage({
    channel,
    preview: plainPreview,
    previews: [plainPreview],
    commands: [],
    readOnly: false,
    channels: drawChannels([{ channel, last: delivery }], {
      chosen: text,
      view: text,
      labels: new Map(),
    }),
    status: drawStatus({ lines: [{ label: text, state: 'failing', text }] }),
    entries: [
      drawEntry({ kind: 'delivery', id: text, at: NOON, delivery, edit: delivery, above: delivery.message }, body),
      drawEntry({ kind: 'exchange', id: text, at: NOON, exchange }, body),
      ...forms.flatMap((form) => (form === null ? [] : [drawForm(form)])),
    ],
  });
}
