/** Says for each call what goes wrong with it; null where nothing does. */
export type Weather<Fault> = (call: string) => Fault | null;

/** What goes wrong with the calls to a stand-in. */
export interface Faults<Ordered, Fault> {
  /** Once, or `times` times. */
  add(fault: Ordered): void;
  /** From now on the weather is asked about every call that no ordered fault is meant for; null ends it. */
  weather(pick: Weather<Fault> | null): void;
  /** The fault of this call, used up by asking. */
  take(call: string): Fault | null;
}

/** `meant` tells whether an ordered fault is meant for a call. */
export function createFaults<Fault, Ordered extends Fault & { readonly times?: number }>(
  meant: (fault: Ordered, call: string) => boolean,
): Faults<Ordered, Fault> {
  const waiting: { readonly fault: Ordered; left: number }[] = [];
  let weather: Weather<Fault> = () => null;
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    weather: (pick) => {
      weather = pick ?? (() => null);
    },
    take: (call) => {
      const found = waiting.find(({ fault, left }) => left > 0 && meant(fault, call));
      if (found === undefined) return weather(call);
      found.left -= 1;
      return found.fault;
    },
  };
}
