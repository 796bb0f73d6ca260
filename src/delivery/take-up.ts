import { scopeKey } from '../news/channel.ts';
import type { Quota } from '../store/deliveries.ts';
import type { ClaimedDelivery } from '../store/delivery.ts';
import type { Store, Tables } from '../store/store.ts';
import { meterKey, meterKeys, openBudget, type Tariff } from './budget.ts';
import { senderFor, tariffOf } from './route.ts';
import type { Sender } from './sender.ts';
import { PATIENCE_MS } from './turns.ts';

/** A delivery with the way out to its channel, and when its first request may go, in epoch milliseconds. */
export interface TakenUp {
  readonly claimed: ClaimedDelivery;
  readonly sender: Sender;
  readonly at: number;
}

/** Taken up is what may go within this time: enough that no turn is missed, and little that waits under a lease. */
const AHEAD_MS = 500;

/** A meter that was ready before that has its whole burst again. */
const LONGEST_BURST_MS = 60_000;

/**
 * Longer than the longest wait for a turn with a look-up and a post, and no longer: what a bot that died held waits so long.
 */
const LEASE_MS = 40_000;

/**
 * Leases of one platform what the rates allow to go soon, the most urgent first, and counts it, in one transaction: all
 * bots of one store share the rates. `senders` are the platform's own, at least one.
 */
export async function takeUp({
  store,
  senders,
  now,
  places,
}: {
  readonly store: Store;
  readonly senders: readonly Sender[];
  readonly now: number;
  readonly places: number;
}): Promise<readonly TakenUp[]> {
  const [first] = senders;
  if (first === undefined || places <= 0) return [];
  return store.transaction(async (tables) => {
    await tables.meters.hold();
    const { limit, ...quotas } = await roomOf(tables, senders, first, now);
    const most = Math.min(places, limit);
    if (most <= 0) return [];
    const claimed = await tables.deliveries.claim({
      now,
      leaseUntil: now + LEASE_MS,
      limit: most,
      platforms: [first.platform],
      ...quotas,
      readyBy: now + AHEAD_MS,
    });
    return giveTurns(tables, senders, claimed, now);
  });
}

/** How much may go until then: in all, and of which workspace. */
async function roomOf(tables: Tables, senders: readonly Sender[], first: Sender, now: number) {
  const { platform, rates, editRates } = first;
  const key = scopeKey({ platform, workspace: '', id: '', name: '' }, 'platform');
  const budget = openBudget({ known: await tables.meters.read([key]), now });
  return {
    limit: budget.room(key, rates.platform, now + AHEAD_MS),
    quota: await quotaOf(tables, senders, first, 'post', now),
    ...(editRates === null ? {} : { editQuota: await quotaOf(tables, senders, first, 'edit', now) }),
  };
}

/** How many such requests of each workspace may go until then. */
async function quotaOf(
  tables: Tables,
  senders: readonly Sender[],
  first: Sender,
  request: Tariff['kind'],
  now: number,
): Promise<Quota> {
  const { platform } = first;
  const tariff = tariffOf(first, request);
  const workspaceKey = (workspace: string) => meterKey({ platform, workspace, id: '', name: '' }, 'workspace', tariff);
  const busy = await tables.meters.busy(workspaceKey(''), now - LONGEST_BURST_MS);
  const budget = openBudget({ known: busy, now });
  const room = (workspace: string): number =>
    budget.room(workspaceKey(workspace), tariff.rates.workspace, now + AHEAD_MS);

  const open = senders.some(({ workspaces }) => workspaces === null);
  const named = senders.flatMap(({ workspaces }) => workspaces ?? []);
  const known = open ? [...named, ...[...busy.keys()].map((key) => key.slice(workspaceKey('').length))] : named;
  return { each: open ? room('') : 0, left: new Map(known.map((name): [string, number] => [name, room(name)])) };
}

/** What is asked of the platform first: an edit needs no look-up, since the same edit twice changes nothing. */
export function firstRequest({ delivery, target, uncertain }: ClaimedDelivery): Tariff['kind'] {
  if (delivery.act === 'edit' && (target?.receipts.length ?? 0) > delivery.receipts.length) return 'edit';
  return uncertain ? 'lookUp' : 'post';
}

async function giveTurns(
  tables: Tables,
  senders: readonly Sender[],
  claimed: readonly ClaimedDelivery[],
  now: number,
): Promise<readonly TakenUp[]> {
  const routed = claimed.map((one) => {
    const sender = senderFor(senders, one.channel);
    // The quota lets only rows of workspaces pass that a sender serves.
    if (sender === undefined) throw new Error(`delivery: nobody serves the workspace (${one.channel.workspace})`);
    return { claimed: one, sender, tariff: tariffOf(sender, firstRequest(one)) };
  });
  const keys = new Set(routed.flatMap(({ claimed: { channel }, tariff }) => meterKeys(channel, tariff)));
  const budget = openBudget({ known: await tables.meters.read([...keys]), now });
  const taken = routed.map(({ tariff, ...one }) => {
    const at = budget.readyAt(one.claimed.channel, tariff);
    // What is far off is put off by its courier, and counted when it comes back.
    return { ...one, at: at - now > PATIENCE_MS ? at : budget.take(one.claimed.channel, tariff) };
  });
  await tables.meters.save(budget.changed());
  return taken;
}
