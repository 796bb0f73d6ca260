import type { Command } from '../../command/command.ts';
import { type Channel, channelKey, writtenName } from '../../news/channel.ts';
import type { Delivery } from '../../store/delivery.ts';
import { stateWords } from './entry.ts';
import { html, type Markup } from './markup.ts';
import { newsroomChannel } from './newsroom-channel.ts';
import type { Preview } from './preview.ts';
import { drawTime } from './render.ts';

/** How the desk does, for people. */
export interface NewsroomStatus {
  readonly lines: readonly {
    readonly label: string;
    readonly state: 'on' | 'off' | 'failing';
    readonly text: string;
  }[];
}

export interface PageView {
  readonly channel: Channel;
  readonly preview: Preview;
  readonly previews: readonly Preview[];
  readonly commands: readonly Command[];
  /** Shown without a composer. */
  readonly readOnly: boolean;
  readonly channels: Markup;
  readonly status: Markup;
  readonly entries: readonly Markup[];
}

const newsroom = channelKey(newsroomChannel);
const sheets = ['base', 'frame', 'message', 'composer'];

/** Draws the whole page around parts that are drawn already. */
export function drawPage(view: PageView): string {
  const { channel, preview, entries } = view;
  const key = channelKey(channel);
  const title = writtenName(channel);
  return String(html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title} - Sitrep newsroom</title>
  <link rel="icon" href="/page/icon.svg">
  ${sheets.map((sheet) => html`<link rel="stylesheet" href="/page/${sheet}.css">`)}
  <link rel="stylesheet" href="/previews/${preview.name}.css">
  <script type="module" src="/page/newsroom.js"></script>
</head>
<body data-channel="${key}" data-newsroom="${newsroom}" data-view="${preview.name}"${view.readOnly && html` data-readonly`}>
  <a class="skip" href="#flow">Skip to the messages</a>
  <header class="top">
    <h1>Sitrep <span>newsroom</span></h1>
    <nav class="views" aria-label="Draw messages as">${view.previews.map((each) => drawTab(each, preview, key))}</nav>
    <p class="live" id="live" role="status"></p>
  </header>
  <nav class="channels" id="channels" aria-label="Channels">${view.channels}</nav>
  <main>
    <h2>${title}</h2>
    <noscript><p class="hint">Without JavaScript this page shows messages only as they were when it was opened.</p></noscript>
    <div id="flow" role="log" aria-label="Messages in ${title}" tabindex="-1">
      ${drawWelcome(key, view.readOnly)}
      ${entries}
    </div>
    <button type="button" class="button" id="below" hidden>New message below</button>
    ${drawFoot(view, key)}
  </main>
  <details class="status" open>
    <summary>Status</summary>
    <div id="status">${view.status}</div>
    <p class="hint" id="zone">Times are in UTC.</p>
  </details>
</body>
</html>`);
}

const drawTab = (preview: Preview, chosen: Preview, channel: string): Markup =>
  html`<a href="${address(channel, preview.name)}"${preview === chosen && html` aria-current="true"`}>${preview.label}</a>`;

function drawWelcome(key: string, readOnly: boolean): Markup {
  if (key !== newsroom) return html`<p class="hint">The newest messages that the desk sent to this channel.</p>`;
  if (readOnly) {
    return html`<p class="hint">This page is open to the network, so it only shows messages. Open it on the desk's own
      machine to ask questions.</p>`;
  }
  return html`<div class="welcome"><h3>Ask the desk</h3>
    <p>Commands work here as they do in a team's chat. Type one below, or press a suggestion. Digests and alerts for
      this channel arrive by themselves once you <code>/subscribe</code>.</p></div>`;
}

function drawFoot({ commands, readOnly, preview }: PageView, key: string): Markup | null {
  if (readOnly) return null;
  if (key !== newsroom) {
    return html`<p class="hint foot">Questions are asked in
      <a href="${address(newsroom, preview.name)}">#${newsroomChannel.name}</a>; an answer to a button opens there.</p>`;
  }
  // One example of each command that anybody may ask: enough to begin with on one line of a desktop.
  const tries = commands.filter(({ allowed }) => allowed === 'anyone').flatMap(({ examples }) => examples.slice(0, 1));
  return html`<form id="composer" autocomplete="off">
    <p class="chips"><span>Try</span> ${tries
      .slice(0, 6)
      .map((example) => html`<button type="button" data-ask="${example}">${example}</button> `)}</p>
    <div class="line">
      <label for="line">Ask the desk</label>
      <input id="line" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="completions"
        placeholder="Type / for the commands" spellcheck="false" autocapitalize="off" enterkeyhint="send">
      <button class="button primary">Ask</button>
      <ul id="completions" role="listbox" aria-label="Completions" hidden></ul>
    </div>
  </form>`;
}

/** Draws the channels by platform, with where their newest delivery stands. */
export function drawChannels(
  channels: readonly { readonly channel: Channel; readonly last: Delivery | null }[],
  { chosen, view, labels }: { chosen: string; view: string | null; labels: ReadonlyMap<string, string> },
): Markup {
  const groups = Map.groupBy(channels, ({ channel }) => channel.platform);
  const local = groups.get(newsroomChannel.platform) ?? [{ channel: newsroomChannel, last: null }];
  groups.delete(newsroomChannel.platform);
  return html`${[[newsroomChannel.platform, local] as const, ...groups].map(
    ([
      platform,
      rows,
    ]) => html`<h2>${platform === newsroomChannel.platform ? 'This page' : (labels.get(platform) ?? platform)}</h2>
    <ul>${rows.map(({ channel, last }) => drawChannel(channel, last, { chosen, view }))}</ul>`,
  )}`;
}

function drawChannel(
  channel: Channel,
  last: Delivery | null,
  { chosen, view }: { chosen: string; view: string | null },
): Markup {
  const key = channelKey(channel);
  const state =
    last === null
      ? html`<small>nothing sent yet</small>`
      : html`<small><span class="state ${last.state}">${stateWords[last.state]}</span>
          ${drawTime(last.sentAt ?? last.createdAt, 'stamp')}</small>`;
  return html`<li><a href="${address(key, view)}"${key === chosen && html` aria-current="page"`}>
    <span>${writtenName(channel)}</span> ${state}</a></li>`;
}

/** Draws what runs and what does not. */
export function drawStatus({ lines }: NewsroomStatus): Markup {
  return html`<ul>${lines.map(
    ({ label, state, text }) =>
      html`<li><strong>${label}</strong> <span class="state ${state}">${state}</span><br><span>${text}</span></li>`,
  )}</ul>`;
}

/** `view` null lets each channel open in its own platform's drawing. */
function address(channel: string, view: string | null): string {
  return `/?${new URLSearchParams({ channel, ...(view === null ? {} : { view }) })}`;
}
