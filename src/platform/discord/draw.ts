import type { APIComponentInContainer, APIComponentInMessageActionRow, APIMediaGalleryItem } from 'discord.js';
import { html } from 'hono/html';
import { accents } from './accent.ts';
import { readAskId } from './action.ts';
import type { DiscordPayload } from './component.ts';
import { drawMarkdown, type Html, safeLink } from './markdown.ts';

/**
 * A page as Discord would show it, as an HTML fragment. Buttons that ask carry `data-ask`; times are `<time>` elements with
 * `data-style`, to be set in the reader's zone by the page. Pictures are named and not loaded: a preview calls no foreign
 * server.
 */
export function drawDiscord({ components: [container] }: DiscordPayload): string {
  const tone = Object.entries(accents).find(([, accent]) => accent === container.accent_color)?.[0] ?? 'routine';
  // Without promises among its values, `html` answers at once with a string object.
  return String(
    html`<article class="discord-message discord-${tone}">${container.components.map(drawComponent)}</article>`,
  );
}

function drawComponent(component: APIComponentInContainer): Html {
  switch (component.type) {
    case 10:
      return html`<div class="discord-text">${drawMarkdown(component.content)}</div>`;
    case 14:
      return html`<hr class="discord-separator">`;
    case 12:
      return html`${component.items.map(drawPicture)}`;
    case 1:
      return html`<div class="discord-actions">${component.components.map(drawButton)}</div>`;
    default:
      // `renderDiscord` makes no others.
      return html`<p class="discord-subtext">(${component.type})</p>`;
  }
}

const drawPicture = ({ media, description }: APIMediaGalleryItem): Html =>
  html`<p class="discord-picture"><a href="${media.url}" ${safeLink}>Image: ${description ?? media.url}</a></p>`;

function drawButton(button: APIComponentInMessageActionRow): Html {
  const label = 'label' in button ? button.label : undefined;
  if ('url' in button) return html`<a class="discord-button" href="${button.url}" ${safeLink}>${label}</a>`;
  const asked = 'custom_id' in button ? readAskId(button.custom_id) : null;
  const typed = asked === null ? '' : `${asked.command} ${asked.options}`.trim();
  return html`<button type="button" class="discord-button" data-ask="${typed}">${label}</button>`;
}

const edges = Object.entries(accents)
  .map(([tone, accent]) => `.discord-${tone} { border-left-color: #${accent.toString(16).padStart(6, '0')}; }`)
  .join('\n');

/** Style for what `drawDiscord` makes, in a light and a dark page. */
export const discordCss = `
.discord-message { font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif; color: light-dark(#2f3035, #dfe0e2); background: light-dark(#ffffff, #242429); max-width: 600px; padding: 16px; border: 1px solid light-dark(#d5d6db, #3a3a42); border-left-width: 4px; border-radius: 8px; overflow-wrap: anywhere; }
${edges}
.discord-message > * + * { margin-top: 8px; }
.discord-text > * { margin: 0; }
.discord-text h3 { font-size: 16px; font-weight: 700; }
.discord-text ul, .discord-text ol { margin: 4px 0; padding-left: 24px; }
.discord-text blockquote { padding-left: 12px; border-left: 4px solid light-dark(#c4c5cc, #4e4f58); }
.discord-text .discord-subtext, .discord-subtext, .discord-picture { margin: 0; font-size: 13px; color: light-dark(#5c5d66, #a0a1ab); }
.discord-message a { color: light-dark(#0b5fc4, #7bb1ff); text-decoration: none; }
.discord-message a:hover, .discord-message a:focus-visible { text-decoration: underline; }
.discord-message time { padding: 0 2px; border-radius: 3px; background: light-dark(#ececf0, #34343b); }
.discord-separator { margin: 8px 0; border: 0; border-top: 1px solid light-dark(#d5d6db, #3a3a42); }
.discord-actions { display: flex; flex-wrap: wrap; gap: 8px; }
.discord-message .discord-button { font-family: inherit; font-size: 14px; font-weight: 500; line-height: 16px; padding: 8px 16px; border: 1px solid light-dark(#d5d6db, #3a3a42); border-radius: 8px; background: light-dark(#ececf0, #34343b); color: inherit; cursor: pointer; }
`;
