import type { Score } from './score.ts';

/** How it went, in one or two sentences. */
export function verdictOf({ sent, heldBack, delayMinutes, falseMinutes }: Omit<Score, 'verdict'>): string {
  const ofTruth =
    delayMinutes !== null
      ? ` What was true went out ${duration(delayMinutes)} after the first report.`
      : heldBack.true > 0
        ? ' Nothing that was true went out.'
        : '';
  if (falseMinutes !== null)
    return `${sent.false === 1 ? 'A false alert' : `${sent.false} false alerts`} went out and stood for ${duration(falseMinutes)}.${ofTruth}`;
  if (heldBack.false === 0) return `No alert of this drill was false.${ofTruth}`;
  return `${heldBack.false === 1 ? 'The false alert was' : `All ${heldBack.false} false alerts were`} held back.${ofTruth}`;
}

/** Minutes as people say them: `17 h 12 min`. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(' ');
}
