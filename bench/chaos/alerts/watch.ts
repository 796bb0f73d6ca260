import type { Store } from '../../../src/store/store.ts';
import type { Finding } from '../oracle.ts';
import type { Stage } from '../stage.ts';
import type { Standing } from '../standing.ts';
import { keysNeeded, type Wrong } from './oracle.ts';

/** Sees to it, while a drill runs, that nothing stands without the keys that it needs. */
export interface Watch {
  /** Looks now. */
  look(): Promise<void>;
  readonly findings: readonly Finding<Wrong>[];
  stop(): Promise<void>;
}

const lookMs = 500;

export function startWatch({
  store,
  stage,
}: {
  readonly store: Pick<Store, 'alerts'>;
  readonly stage: Pick<Stage, 'standing'>;
}): Watch {
  const findings: Finding<Wrong>[] = [];
  const seen = new Set<string>();
  let looking: Promise<void> = Promise.resolve();

  async function lookOnce(): Promise<void> {
    const fresh = stage.standing().filter(({ channel, receipt }) => !seen.has(`${channel} ${receipt}`));
    for (const message of fresh) {
      seen.add(`${message.channel} ${message.receipt}`);
      const why = await unkeyed(store, message);
      if (why === null) continue;
      findings.push({ wrong: 'without its keys', channel: message.channel, what: message.receipt, why });
    }
  }

  const look = (): Promise<void> => {
    looking = looking.then(lookOnce);
    return looking;
  };
  const timer = setInterval(look, lookMs).unref();
  return {
    look,
    findings,
    stop: async () => {
      clearInterval(timer);
      await look();
    },
  };
}

/** Why a message that stands now should not; null where it may. */
async function unkeyed({ alerts }: Pick<Store, 'alerts'>, { text }: Standing): Promise<string | null> {
  const number = /· alert (\d+)/.exec(text)?.[1];
  if (number === undefined) return `it is of no alert: ${text.slice(0, 80)}`;
  const alert = await alerts.byId(Number(number));
  const people = new Set((await alerts.keysOf(Number(number))).map(({ person }) => person));
  if (alert === null || alert.sentAt === null) return `alert ${number} was not sent`;
  return people.size < keysNeeded ? `alert ${number} has ${people.size} keys` : null;
}
