import { randomInt } from 'node:crypto';

/**
 * A new delivery's id: 17 signs of 0-9 and a-v, the first nine of them the time, so that ids sort by age. A platform
 * that takes short marks only (25 signs, for one) has room for a page number behind it.
 */
export function deliveryId(now: number): string {
  const chance = randomInt(2 ** 40);
  return now.toString(32).padStart(9, '0') + chance.toString(32).padStart(8, '0');
}
