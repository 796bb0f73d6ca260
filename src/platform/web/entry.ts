import type { Delivery, DeliveryState } from '../../store/delivery.ts';
import { type Entry, versionOf } from './board.ts';
import { html, type Markup } from './markup.ts';
import { drawTime } from './render.ts';

/** Where a delivery stands, in a word or two. */
export const stateWords: Readonly<Record<DeliveryState, string>> = {
  pending: 'Waiting',
  sending: 'Being sent',
  uncertain: 'Being checked',
  sent: 'Delivered',
  held: 'Held back',
  quiet: 'Waits for a digest',
  merged: 'Told in a digest',
  recalled: 'Taken back',
  failed: 'Failed',
};

/** Draws one entry of a channel; `message` is its message as the chosen preview drew it. */
export function drawEntry(entry: Entry, message: Markup): Markup {
  const head = entry.kind === 'delivery' ? drawDeliveryHead(entry) : drawExchangeHead(entry);
  const foot = entry.kind === 'delivery' && drawDeliveryFoot(entry.delivery);
  return html`<article class="entry ${entry.kind}" data-entry="${entry.id}" data-version="${versionOf(entry)}" data-at="${entry.at}">
    ${head}
    <div class="drawn">${message}</div>
    ${foot}
  </article>`;
}

function drawDeliveryHead({ delivery, edit, above }: Extract<Entry, { kind: 'delivery' }>): Markup {
  const { kind, state, createdAt, sentAt } = delivery;
  const edited =
    edit !== null && html`<span class="edited">edited ${drawTime(edit.sentAt ?? edit.createdAt, 'stamp')}</span>`;
  return html`<header><strong>Sitrep</strong> <span class="tag">${kind}</span>
    <span class="state ${state}">${stateWords[state]}</span> ${edited} ${drawTime(sentAt ?? createdAt, 'stamp')}</header>
    ${above !== null && html`<p class="above">below: <bdi>${above.summary}</bdi></p>`}`;
}

function drawDeliveryFoot({ receipts, reason, attempts }: Delivery): Markup {
  const tries = attempts > 1 ? `${attempts} tries` : null;
  return html`<footer>
    ${reason && html`<p class="reason">${reason}</p>`}
    ${receipts.length > 0 && html`<p>Receipt ${receipts.map((receipt) => html`<code>${receipt}</code> `)}</p>`}
    ${tries && html`<p>${tries}</p>`}
  </footer>`;
}

function drawExchangeHead({ exchange }: Extract<Entry, { kind: 'exchange' }>): Markup {
  const everybody = exchange.answer.audience === 'channel';
  return html`<p class="asked"><strong>You</strong> <code>${exchange.line}</code> ${drawTime(exchange.at, 'stamp')}</p>
    <header><strong>Sitrep</strong> <span class="tag">${everybody ? 'in channel' : 'only you'}</span></header>`;
}
