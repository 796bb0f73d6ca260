import { completeIn } from './completion.js';
import { readerZone, showTimes } from './times.js';

const { channel, newsroom, view, readonly } = document.body.dataset;
const flow = document.getElementById('flow');
const live = document.getElementById('live');
const below = document.getElementById('below');
const composer = document.getElementById('composer');
const line = document.getElementById('line');

/** HTML from this server, whose texts are escaped there, as one element. */
function elementOf(markup) {
  const holder = document.createElement('template');
  holder.innerHTML = markup.trim();
  const [element] = holder.content.children;
  showTimes(element);
  return element;
}

/** Puts an entry at its time, or in the place of its earlier version. */
function place(markup) {
  const entry = elementOf(markup);
  const { entry: id, at } = entry.dataset;
  const earlier = flow.querySelector(`[data-entry="${CSS.escape(id)}"]`);
  if (earlier !== null) {
    earlier.replaceWith(entry);
    return entry;
  }
  const later = [...flow.querySelectorAll('[data-at]')].find((other) => Number(other.dataset.at) > Number(at));
  if (later === undefined) flow.append(entry);
  else later.before(entry);
  return entry;
}

const atEnd = () => flow.scrollHeight - flow.scrollTop - flow.clientHeight < 120;
const show = (element) => element?.scrollIntoView({ block: 'start' });
/** The newest entry has not come into view. */
const unseen = () => flow.lastElementChild.getBoundingClientRect().top > flow.getBoundingClientRect().bottom - 40;

function notice(words, tone = 'problem') {
  const element = document.createElement('p');
  element.className = `entry notice ${tone}`;
  element.textContent = words;
  flow.append(element);
  show(element);
  return element;
}

/**
 * Asks the desk; the answer, or the form that it opens, takes the place of a line that says so. Returns what came of it:
 * the `answer`, and whether it is a `problem`; null where there was none.
 */
async function ask(question, said) {
  const waiting = notice(`Asking ${said} …`, 'waiting');
  try {
    const answer = await fetch('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...question, view, zone: readerZone }),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    if (told.kind === 'form') {
      const form = elementOf(told.html);
      flow.querySelector(`[data-form="${CSS.escape(told.form.command)}"]`)?.remove();
      flow.append(form);
      show(form);
      form.querySelector('input:not([type="hidden"]), select, textarea')?.focus();
    } else if (channel === newsroom) {
      show(place(told.html));
    } else {
      location.assign(`/?${new URLSearchParams({ channel: newsroom, view })}`);
    }
    return { answer: told.answer, problem: told.answer?.message.tone === 'problem' };
  } catch (error) {
    notice(error instanceof TypeError ? 'The newsroom does not answer. Is Sitrep still running?' : error.message);
    return null;
  } finally {
    waiting.remove();
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask], [data-cancel]');
  if (button === null || readonly !== undefined) return;
  event.preventDefault();
  if (button.dataset.cancel !== undefined) {
    button.closest('form').remove();
    line?.focus();
  } else {
    ask({ line: button.dataset.ask }, `/${button.dataset.ask.replace(/^\//, '')}`);
  }
});

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  if (form === composer) {
    const typed = line.value.trim();
    if (typed === '') return;
    completion?.close();
    line.value = '';
    // What could not be asked is given back to be sent again, unless something else was typed meanwhile.
    if ((await ask({ line: typed }, typed)) === null && line.value === '') line.value = typed;
  } else if (form.dataset.form !== undefined) {
    const button = form.querySelector('button');
    button.disabled = true;
    const input = Object.fromEntries(new FormData(form));
    const outcome = await ask({ command: form.dataset.form, input }, `/${form.dataset.form}`);
    button.disabled = false;
    if (outcome === null) return;
    if (!outcome.problem) return form.remove();
    // What is wrong stands above what was typed, to be mended there.
    flow.append(form);
    form.elements.namedItem(outcome.answer.option)?.focus({ preventScroll: true });
  }
});

let completion;
if (composer !== null) {
  const commands = await fetch('/api/commands').then(
    (answer) => answer.json(),
    () => [],
  );
  completion = completeIn(line, document.getElementById('completions'), commands);
}

/** Fetches a part of the page that the server draws; null where it cannot be had now. */
async function part(path, query = {}) {
  const answer = await fetch(`/parts/${path}?${new URLSearchParams(query)}`).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

async function renew(id, path, query) {
  const markup = await part(path, query);
  const element = document.getElementById(id);
  // Replacing what says the same would take the focus from a link in it.
  if (markup === null || element.dataset.shown === markup) return;
  element.dataset.shown = markup;
  element.innerHTML = markup;
  showTimes(element);
}

const chosenView = new URLSearchParams(location.search).get('view');
const renewSides = () =>
  Promise.all([
    renew('status', 'status'),
    renew('channels', 'channels', { channel, ...(chosenView && { view: chosenView }) }),
  ]);

async function changed(changes) {
  const shown = (id) => flow.querySelector(`[data-entry="${CSS.escape(id)}"]`);
  for (const { id, channel: where, version } of changes) {
    const isNew = shown(id) === null;
    if (where !== channel || shown(id)?.dataset.version === version) continue;
    const follow = atEnd();
    const markup = await part(`entries/${encodeURIComponent(id)}`, { view });
    // The answer to this page's own question may have come in meanwhile.
    if (markup === null || shown(id)?.dataset.version === version) continue;
    const entry = place(markup);
    if (isNew && follow) show(entry);
    else if (isNew) below.hidden = !unseen();
  }
  await renewSides();
}

const events = new EventSource('/api/events');
let queue = Promise.resolve();
events.addEventListener('changes', ({ data }) => {
  queue = queue.then(() => changed(JSON.parse(data)));
});
const say = (words, state) => {
  live.textContent = words;
  live.dataset.state = state;
};
events.addEventListener('open', () => say('Live', 'on'));
events.addEventListener('error', () => say('Reconnecting', 'failing'));

below.addEventListener('click', () => {
  below.hidden = true;
  show(flow.lastElementChild);
});
flow.addEventListener('scroll', () => {
  if (!unseen()) below.hidden = true;
});
setInterval(() => {
  showTimes(document);
  renewSides();
}, 30_000);

showTimes(document);
document.getElementById('zone').textContent = `Times are in ${readerZone}.`;
if (matchMedia('(pointer: fine)').matches) line?.focus();
if (matchMedia('(max-width: 60rem)').matches) document.querySelector('details.status').open = false;
show(flow.querySelector('.entry:last-child'));
