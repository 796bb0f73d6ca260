/** A length of time, in milliseconds, in whole minutes, hours or days: "40 minutes", "1 hour", "3 days". */
export function durationWords(duration: number): string {
  const minutes = Math.round(duration / 60_000);
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
