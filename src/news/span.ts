const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads a length of time in lower case: `30m`, `24h`, `3 days`, `2 weeks`. Returns milliseconds; null for anything else. */
export function spanOf(typed: string): number | null {
  const [, count, unit = ''] = /^(\d{1,4}) ?(m|h|d|w|(?:min|minute|hour|day|week)s?)$/.exec(typed) ?? [];
  const length = units[unit.slice(0, 1)];
  return length === undefined ? null : Number(count) * length;
}
