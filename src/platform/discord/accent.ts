import type { Tone } from '../../message/message.ts';

/** The colour of a container's edge; never the only sign of a tone. */
export const accents: Readonly<Record<Tone, number>> = {
  routine: 0x475569,
  breaking: 0xb91c1c,
  correction: 0xb45309,
  withdrawal: 0x6b7280,
  problem: 0xca8a04,
};
