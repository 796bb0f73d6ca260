import { rowsAt, type StorePlace } from './place.ts';

/**
 * Reads past the store whether each of so many channels has one edition and one delivery for a slot, and each filter one
 * message of its own. Throws where that is not so.
 */
export async function judgeEditions(
  place: StorePlace,
  { slot, channels, filters }: { readonly slot: number; readonly channels: number; readonly filters: number },
): Promise<void> {
  const made = `from editions
    join subscriptions on subscriptions.id = editions.subscription
    left join deliveries on deliveries.dedupe_key = 'edition:' || editions.subscription || ':' || editions.slot
      and deliveries.channel = subscriptions.channel
    where editions.slot = ${slot}`;
  const [counts] = await rowsAt(
    place,
    `select count(*) as editions, count(deliveries.seq) as deliveries, count(distinct deliveries.channel) as channels ${made}`,
  );
  for (const [what, count] of Object.entries(counts ?? {}))
    if (Number(count) !== channels) throw new Error(`bench: ${count} ${what} instead of ${channels} (slot ${slot})`);
  const [all] = await rowsAt(place, `select count(*) as deliveries from deliveries where created_at >= ${slot}`);
  if (Number(all?.deliveries) !== channels)
    throw new Error(`bench: ${all?.deliveries} deliveries at all instead of ${channels} (slot ${slot})`);

  const messages = await rowsAt(
    place,
    `select min(message) as message, max(message) as other ${made}
      group by topics, max_stories, least_grade, languages`,
  );
  if (messages.some(({ message, other }) => message !== other))
    throw new Error(`bench: channels that ask for the same have different messages (slot ${slot})`);
  const different = new Set(messages.map(({ message }) => message)).size;
  if (different !== filters)
    throw new Error(`bench: ${different} different messages instead of ${filters} (slot ${slot})`);
}
