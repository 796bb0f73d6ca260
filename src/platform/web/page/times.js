const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const formats = {
  time: new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }),
  date: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' }),
  moment: new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' }),
  day: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  full: new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' }),
};
const distance = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });
const units = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** The reader's IANA zone. */
export const readerZone = zone;

/** Writes every time below `root` in the reader's zone. */
export function showTimes(root) {
  for (const element of root.querySelectorAll('time[datetime][data-style]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.textContent = words(at, element.dataset.style);
    element.title = formats.full.format(at);
  }
}

function words(at, style) {
  if (style === 'ago') return ago(at - Date.now());
  if (style === 'stamp') return formats[at.toDateString() === new Date().toDateString() ? 'time' : 'day'].format(at);
  return (formats[style] ?? formats.moment).format(at);
}

function ago(milliseconds) {
  const [unit, size] = units.find(([, each]) => Math.abs(milliseconds) >= each) ?? [];
  return unit === undefined ? 'just now' : distance.format(Math.trunc(milliseconds / size), unit);
}
