/** An entry of the page that is new or changed; the page fetches its drawing where it shows another version. */
export interface Change {
  readonly id: string;
  /** `channelKey` of the channel it stands in. */
  readonly channel: string;
  readonly version: string;
}

export type Listener = (changes: readonly Change[]) => void;

export interface Events {
  /** Calls `listener` with everything that stands now, then with what changes. Returns how to stop it. */
  subscribe(listener: Listener): () => void;
  /** Looks at once; other looks follow by themselves while somebody listens. */
  nudge(): void;
  stop(): void;
}

/**
 * Watches the entries for whoever has the page open. It looks every `every` milliseconds, because other processes write
 * to the same store; with no listener it rests. A failing look is logged and tried again.
 */
export function createEvents({
  read,
  failed,
  every = 1_000,
}: {
  readonly read: () => Promise<readonly Change[]>;
  readonly failed: (error: unknown) => void;
  readonly every?: number;
}): Events {
  const listeners = new Set<Listener>();
  let known = new Map<string, Change>();
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();

  const look = async (): Promise<void> => {
    if (listeners.size === 0) return;
    const found = await read();
    const changes = found.filter(({ id, version }) => known.get(id)?.version !== version);
    known = new Map(found.map((change) => [change.id, change]));
    if (changes.length > 0) for (const listener of listeners) listener(changes);
  };
  const nudge = (): void => {
    // One look after the other: two at once could report an older state last.
    looking = looking.then(look).catch(failed);
  };
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
    known = new Map();
  };

  return {
    subscribe: (listener) => {
      if (known.size > 0) listener([...known.values()]);
      listeners.add(listener);
      timer ??= setInterval(nudge, every);
      nudge();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) rest();
      };
    },
    nudge,
    stop: () => {
      listeners.clear();
      rest();
    },
  };
}
