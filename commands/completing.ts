import type { Suggestion } from '../src/command/command.ts';

/** Completes from a fixed list: values that hold what was typed, those that begin with it first. */
export function completing(values: readonly string[]): (typed: string) => readonly Suggestion[] {
  return (typed) => {
    const wanted = typed.trim().toLowerCase();
    const holding = values.filter((value) => value.toLowerCase().includes(wanted));
    const begins = (value: string): boolean => value.toLowerCase().startsWith(wanted);
    return holding
      .toSorted((one, other) => Number(begins(other)) - Number(begins(one)))
      .map((value) => ({ label: value, value }));
  };
}
