import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldMemory } from '../../bench/harness/memory.ts';
import { type Newsroom, openNewsroom } from '../../bench/harness/newsroom.ts';
import { emptyPlace, type StorePlace } from '../../bench/harness/place.ts';

const channels = 400;

describe('the newsroom whose digests are measured', () => {
  let place: StorePlace;
  let newsroom: Newsroom;
  beforeAll(async () => {
    place = await emptyPlace(undefined);
    newsroom = await openNewsroom(place);
    await newsroom.subscribe(channels);
    await newsroom.nextDay();
  });
  afterAll(async () => {
    await newsroom.close();
    await place.clean();
  });

  /** As only somebody else would: past the store. */
  function change(statement: string): void {
    const database = new Database(join(place.dataDir, 'sitrep.db'));
    database.exec(statement);
    database.close();
  }

  it('has a digest of each filter composed once for all that ask for it, but where a batch ends', async () => {
    const { composed } = await newsroom.publish();
    expect(composed).toBeGreaterThanOrEqual(40);
    expect(composed).toBeLessThanOrEqual(41);
    await newsroom.judge();
  });

  it('judges what the channels have', async () => {
    const digests = `kind = 'digest' order by seq limit 1`;
    const of = `update deliveries set message = replace(message, 'new stories', 'old stories')`;
    change(`${of} where seq = (select seq from deliveries where ${digests})`);
    await expect(newsroom.judge()).rejects.toThrow('that ask for the same have different messages');
    change(`delete from deliveries where seq = (select seq from deliveries where ${digests})`);
    await expect(newsroom.judge()).rejects.toThrow(`${channels - 1} deliveries instead of ${channels}`);
    change(`delete from editions where subscription = (select min(subscription) from editions)`);
    await expect(newsroom.judge()).rejects.toThrow(`${channels - 1} editions instead of ${channels}`);
  });

  it('has another day after a day, with news of its own', async () => {
    await newsroom.nextDay();
    await newsroom.publish();
    await newsroom.judge();
  });
});

it('tells what is held and not what was let go', async () => {
  const before = await heldMemory();
  let kept: unknown[] | null = Array.from({ length: 2_000_000 }, (_, at) => ({ at }));
  const meanwhile = await heldMemory();
  expect(kept).toHaveLength(2_000_000);
  kept = null;
  const after = await heldMemory();
  expect(meanwhile.heap - before.heap).toBeGreaterThan(20);
  expect(after.heap - before.heap).toBeLessThan(10);
  expect(after.resident).toBeLessThan(meanwhile.resident);
});
