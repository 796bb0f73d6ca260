import { formatTyped } from '../../command/grammar.ts';
import type { Action, Block, CorrectionBlock, Inline, Message, StoryBlock, TimeStyle } from '../../message/message.ts';
import { toneWords } from '../../message/tone.ts';
import { webAddress } from '../../news/web-address.ts';
import { html, type Markup, type Piece } from './markup.ts';

/**
 * Draws a message as HTML, by itself: no script, no style, no picture, no other request. Buttons that ask a command bear
 * it as typed in `data-ask`. Times are written in UTC; the page's script puts them into the reader's zone.
 */
export function renderHtml(message: Message): string {
  const blocks = message.blocks.length === 0 ? [html`<p>${message.summary}</p>`] : message.blocks.map(drawBlock);
  const tone = toneWords[message.tone];
  const said = tone !== null && html`<p class="tone"><strong>${tone}</strong></p>`;
  return String(html`<div class="message ${message.tone}">${said}${blocks}</div>`);
}

/** A time element; `stamp` is the page's own style: the hour today, with the day before it otherwise. */
export function drawTime(at: number, style: TimeStyle | 'stamp'): Markup {
  const utc = new Date(at).toISOString();
  const [day, hour] = [utc.slice(0, 10), `${utc.slice(11, 16)} UTC`];
  const words = style === 'time' ? hour : style === 'date' ? day : `${day} ${hour}`;
  return html`<time datetime="${utc}" data-style="${style}">${words}</time>`;
}

function drawBlock(block: Block): Markup {
  switch (block.kind) {
    case 'heading':
      return html`<h3>${block.text}</h3>`;
    case 'paragraph':
      return html`<p>${block.content.map(drawInline)}</p>`;
    case 'quote':
      return html`<blockquote>${block.content.map(drawInline)}</blockquote>`;
    case 'note':
      return html`<p class="note">${block.content.map(drawInline)}</p>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${item.map(drawInline)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'story':
      return drawStory(block);
    case 'correction':
      return drawCorrection(block);
    case 'fields':
      return html`<dl>${block.fields.map(
        ({ label, value }) => html`<div><dt>${label}</dt><dd>${value.map(drawInline)}</dd></div>`,
      )}</dl>`;
    case 'image':
      // Loading it would tell its host who reads what.
      return html`<p class="image">Image: ${drawLink(block.description, block.url)}</p>`;
    case 'divider':
      return html`<hr>`;
    case 'actions':
      return html`<p class="actions">${block.actions.map(drawAction)}</p>`;
  }
}

/** Every text is isolated, so that one that reads from right to left does not turn its neighbours round. */
function drawInline(part: Inline): Markup {
  switch (part.kind) {
    case 'text':
      return html`<bdi>${part.text}</bdi>`;
    case 'strong':
      return html`<strong><bdi>${part.text}</bdi></strong>`;
    case 'link':
      return drawLink(part.text, part.url);
    case 'time':
      return drawTime(part.at, part.style);
  }
}

function drawStory({ position, mark, headline, judgement, summary, sources }: StoryBlock): Markup {
  const told: Piece = sources.map(
    ({ name, label, url }) =>
      html`<li>${url === null ? html`<bdi>${name}</bdi>` : drawLink(name, url)}${label && html` <small>${label}</small>`}</li>`,
  );
  return html`<section class="story">
    <h4>${position !== null && html`<span class="position">${position}.</span> `}${mark && html`<span class="mark">${mark}</span> `}<bdi>${headline}</bdi></h4>
    ${judgement.length > 0 && html`<p class="judgement">${judgement.map(drawInline)}</p>`}
    ${summary && html`<p><bdi>${summary}</bdi></p>`}
    ${sources.length > 0 && html`<ul class="sources">${told}</ul>`}
  </section>`;
}

function drawCorrection({ was, now, reason, at }: CorrectionBlock): Markup {
  const then: Piece =
    now === null
      ? html`<strong>withdrawn</strong>`
      : html`<span aria-hidden="true">→</span> <ins><bdi>${now}</bdi></ins>`;
  return html`<div class="corrected">
    <p><del><bdi>${was}</bdi></del> ${then}</p>
    <p class="note"><bdi>${reason}</bdi> (${drawTime(at, 'moment')})</p>
  </div>`;
}

function drawAction(action: Action): Markup {
  if ('open' in action) {
    const url = webAddress(action.open);
    return url === null
      ? html`<span class="button" aria-disabled="true">${action.label}</span>`
      : html`<a class="button" href="${url}" target="_blank" rel="noopener noreferrer">${action.label}</a>`;
  }
  const typed = `${action.ask} ${formatTyped(action.options)}`.trim();
  return html`<button type="button" class="button" data-ask="${typed}">${action.label}</button>`;
}

function drawLink(text: string, url: string): Markup {
  const href = webAddress(url);
  if (href === null) return html`<bdi>${text}</bdi>`;
  return html`<a href="${href}" title="${href}" target="_blank" rel="noopener noreferrer"><bdi>${text}</bdi></a>`;
}
