import type { Tone } from './message.ts';

/** What stands above a message of a tone, where colour and layout do not say it; null where nothing needs saying. */
export const toneWords: Readonly<Record<Tone, string | null>> = {
  routine: null,
  breaking: 'BREAKING',
  correction: 'CORRECTED',
  withdrawal: 'WITHDRAWN',
  problem: null,
};
