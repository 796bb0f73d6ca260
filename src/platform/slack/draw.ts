import type { types } from '@slack/bolt';
import { html, raw } from 'hono/html';
import { linkAddress } from './address.ts';
import type { SlackPayload } from './render.ts';

/** What `html` makes: escaped once, and spliced unchanged into other templates. */
type Html = ReturnType<typeof html>;

/**
 * A message as Slack would show it, as an HTML fragment. Buttons that ask carry `data-ask`; times are `<time>` elements
 * with `data-style`, to be set in the reader's zone by the page.
 */
export function drawSlack(payload: SlackPayload): string {
  // Without promises among its values, `html` answers at once with a string object.
  return String(html`<article class="slack-message">${payload.blocks.map(drawBlock)}</article>`);
}

function drawBlock(block: types.KnownBlock): Html {
  switch (block.type) {
    case 'header':
      return html`<h3 class="slack-header">${block.text.text}</h3>`;
    case 'divider':
      return html`<hr class="slack-divider">`;
    case 'rich_text':
      return html`<div class="slack-rich-text">${block.elements.map(drawPart)}</div>`;
    case 'context':
      return html`<p class="slack-context">${block.elements.map((element) => ('text' in element ? element.text : ''))}</p>`;
    case 'image':
      return drawImage(block);
    case 'actions':
      return html`<div class="slack-actions">${block.elements.map(drawButton)}</div>`;
    default:
      // `renderSlack` makes no others.
      return html`<p class="slack-context">(${block.type})</p>`;
  }
}

function drawPart(part: types.RichTextBlock['elements'][number]): Html {
  switch (part.type) {
    case 'rich_text_section':
      return html`<p>${part.elements.map(drawElement)}</p>`;
    case 'rich_text_quote':
      return html`<blockquote>${part.elements.map(drawElement)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${part.elements.map(drawElement)}</pre>`;
    case 'rich_text_list': {
      const items = part.elements.map((item) => html`<li>${item.elements.map(drawElement)}</li>`);
      const first = 'offset' in part && typeof part.offset === 'number' ? part.offset + 1 : 1;
      return part.style === 'ordered' ? html`<ol start="${first}">${items}</ol>` : html`<ul>${items}</ul>`;
    }
  }
}

function drawElement(element: types.RichTextElement): Html {
  switch (element.type) {
    case 'text':
      return styled(element);
    case 'link':
      return drawLink(element.url, element.text ?? element.url);
    case 'date': {
      const at = new Date(element.timestamp * 1000).toISOString();
      return html`<time datetime="${at}" data-style="${styleOf(element.format)}">${element.fallback ?? at}</time>`;
    }
    default:
      return html`(${element.type})`;
  }
}

function styled({ text, style }: types.RichTextText): Html {
  const lines = text.split('\n').map((line, index) => html`${index === 0 ? '' : raw('<br>')}${line}`);
  if (style?.strike) return html`<s>${lines}</s>`;
  return style?.bold ? html`<b>${lines}</b>` : html`${lines}`;
}

function drawLink(address: string, text: string): Html {
  const url = linkAddress(address);
  return url === null
    ? html`${text}`
    : html`<a href="${url}" rel="noopener noreferrer nofollow" target="_blank">${text}</a>`;
}

/** The message document's name for a format of `rich-text.ts`. */
function styleOf(format: string): string {
  if (format === '{ago}') return 'ago';
  if (format === '{time}') return 'time';
  return format.includes('{time}') ? 'moment' : 'date';
}

/** Images are named, not loaded: a preview calls no foreign server. */
function drawImage(block: types.ImageBlock): Html {
  const label = html`Image: ${block.title?.text ?? block.alt_text}`;
  const url = 'image_url' in block && typeof block.image_url === 'string' ? linkAddress(block.image_url) : null;
  if (url === null) return html`<p class="slack-image">${label}</p>`;
  return html`<p class="slack-image"><a href="${url}" rel="noopener noreferrer nofollow" target="_blank">${label}</a></p>`;
}

function drawButton(element: types.ActionsBlockElement): Html {
  if (element.type !== 'button') return html`(${element.type})`;
  const label = element.text.text;
  if (element.url === undefined) {
    return html`<button type="button" class="slack-button" data-ask="${element.value ?? ''}">${label}</button>`;
  }
  const url = linkAddress(element.url);
  return url === null
    ? html`<span class="slack-button">${label}</span>`
    : html`<a class="slack-button" href="${url}" rel="noopener noreferrer nofollow" target="_blank">${label}</a>`;
}

/** Style for what `drawSlack` makes, in a light and a dark page. */
export const slackCss = `
.slack-message { font: 15px/1.46 Lato, "Helvetica Neue", Arial, sans-serif; color: light-dark(#1d1c1d, #d1d2d3); max-width: 600px; overflow-wrap: anywhere; }
.slack-message > * { margin: 8px 0 0; }
.slack-rich-text p { margin: 0; }
.slack-header { font-size: 18px; font-weight: 900; line-height: 1.3; }
.slack-divider { border: 0; border-top: 1px solid light-dark(#dddddd, #35373b); }
.slack-context, .slack-image { font-size: 13px; color: light-dark(#616061, #ababad); }
.slack-message a { color: light-dark(#1264a3, #1d9bd1); text-decoration: none; }
.slack-message a:hover, .slack-message a:focus-visible { text-decoration: underline; }
.slack-message blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid light-dark(#dddddd, #4a4d51); }
.slack-message ul, .slack-message ol { margin: 4px 0; padding-left: 28px; }
.slack-message time { border-bottom: 1px dotted currentColor; }
.slack-actions { display: flex; flex-wrap: wrap; gap: 8px; }
.slack-message .slack-button { font-family: inherit; font-size: 13px; font-weight: 700; padding: 5px 12px; border: 1px solid light-dark(#bbbbbb, #616061); border-radius: 8px; background: transparent; color: inherit; cursor: pointer; }
`;
