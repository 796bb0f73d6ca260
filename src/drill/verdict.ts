import type { Score } from './score.ts';

/** How it went, in one or two sentences. */
export function verdictOf(score: Omit<Score, 'verdict'>): string {
  const { sent, heldBack, delayMinutes } = score;
  const ofTruth =
    delayMinutes !== null
      ? ` What was true went out ${duration(delayMinutes)} after the first report.`
      : heldBack.true > 0
        ? ' Nothing that was true went out.'
        : '';
  if (sent.false > 0) return `${falseWords(score)}${ofTruth}`;
  if (heldBack.false === 0) return `No alert of this drill was false.${ofTruth}`;
  return `${heldBack.false === 1 ? 'The false alert was' : `All ${heldBack.false} false alerts were`} held back.${ofTruth}`;
}

/** How long what was false stood, and what ended it. */
function falseWords({ alerts, falseMinutes }: Omit<Score, 'verdict'>): string {
  const stood = duration(falseMinutes ?? 0);
  const [one, ...others] = alerts.filter(({ turnedOut, sentAt }) => !turnedOut && sentAt !== null);
  if (others.length > 0) return `${others.length + 1} false alerts went out and stood for up to ${stood}.`;
  const [ended] = one?.amendments ?? [];
  return `A false alert went out and stood for ${stood}, ${ended === undefined ? 'to the end of the drill' : `until it was ${ended.kind}`}.`;
}

/** Minutes as people say them: `17 h 12 min`. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(' ');
}
