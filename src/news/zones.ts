import { nearestOnes } from './nearest.ts';

/**
 * Zones that ICU still lists under the name that IANA has retired, by the name in use today
 * (https://data.iana.org/time-zones/tzdb/backward). The runtime takes both.
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/**
 * Places whose people use an abbreviation, most people first. Nearly every one is used in several places, or keeps to
 * one half of the year; the runtime takes some, BST as Dhaka's and AST as Anchorage's.
 */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  et: ['America/New_York'],
  est: ['America/New_York', 'America/Panama'],
  edt: ['America/New_York'],
  ct: ['America/Chicago'],
  cst: ['America/Chicago', 'Asia/Shanghai', 'America/Havana'],
  cdt: ['America/Chicago', 'America/Havana'],
  mt: ['America/Denver'],
  mst: ['America/Denver', 'America/Phoenix'],
  mdt: ['America/Denver'],
  pt: ['America/Los_Angeles'],
  pst: ['America/Los_Angeles', 'Asia/Manila'],
  pdt: ['America/Los_Angeles'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  hst: ['Pacific/Honolulu'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  wet: ['Europe/Lisbon'],
  west: ['Europe/Lisbon'],
  cet: ['Europe/Berlin', 'Europe/Paris', 'Africa/Algiers'],
  cest: ['Europe/Berlin', 'Europe/Paris'],
  met: ['Europe/Berlin'],
  mez: ['Europe/Berlin'],
  eet: ['Europe/Kyiv', 'Europe/Helsinki', 'Africa/Cairo'],
  eest: ['Europe/Kyiv', 'Europe/Helsinki', 'Africa/Cairo'],
  msk: ['Europe/Moscow'],
  trt: ['Europe/Istanbul'],
  gst: ['Asia/Dubai'],
  pkt: ['Asia/Karachi'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  aedt: ['Australia/Sydney'],
  nzst: ['Pacific/Auckland'],
};

/** Names of three letters that the runtime takes for one thing, and so do people. */
const clearLetters = new Set(['utc', 'gmt', 'uct', 'prc', 'roc', 'rok']);

/** Every IANA zone that the runtime knows, by the names in use today, UTC first. */
export function zoneNames(): readonly string[] {
  const names = Intl.supportedValuesOf('timeZone').map((name) => renamed[name] ?? name);
  return ['UTC', ...new Set(names.filter((name) => name !== 'UTC').sort())];
}

/** The machine's zone; UTC where its TZ names none: Intl then says undefined or, for an empty TZ, `Etc/Unknown`. */
export function machineZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === undefined || zone === 'Etc/Unknown' ? 'UTC' : zone;
}

/**
 * True for the name of a zone. The runtime also takes offsets such as +02:00, but they know no summer time, and
 * abbreviations such as CST, but only for one of the places that use them.
 */
export function isZone(name: string): boolean {
  if (/^[a-z]{3}$/i.test(name) && !clearLetters.has(name.toLowerCase())) return false;
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** What to write instead of a text that is no zone, as a sentence: the places it may mean, up to three. */
export function zoneCure(typed: string): string {
  const name = typed
    .trim()
    .replaceAll(/[\s_]+/g, '_')
    .toLowerCase();
  const places = abbreviations[name];
  if (places !== undefined)
    return `An abbreviation does not say which place's clock it means. Did you mean ${either(places)}?`;
  const near = zonesNear(name);
  if (near.length > 0) return `Did you mean ${either(near)}?`;
  const why = /^(utc|gmt)?[+-]\d/.test(name) ? 'An offset knows no summer time. ' : '';
  return `${why}Write it as a place, for example Europe/Kyiv or America/New_York.`;
}

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const either = (names: readonly string[]): string => list.format(names);

const MOST_NEAR = 3;

/** Zones whose place is the typed one, else near it. The region counts for nothing: people mistype it, or leave it out. */
function zonesNear(name: string): readonly string[] {
  const names = [...zoneNames(), ...Object.keys(renamed)];
  const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
  const at = (place: string): readonly string[] => names.filter((zone) => placeOf(zone) === place);
  const exact = at(placeOf(name));
  const found =
    exact.length > 0 ? exact : nearestOnes(placeOf(name), new Set(names.map(placeOf)), MOST_NEAR).flatMap(at);
  return [...new Set(found.map((zone) => renamed[zone] ?? zone))].slice(0, MOST_NEAR);
}
