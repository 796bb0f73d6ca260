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

/** True for the name of a zone. The runtime also takes offsets such as +02:00, but they know no summer time. */
export function isZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
