import { seeded } from '../harness/corpus.ts';
import type { LabelledText } from './corpus.ts';

export interface Dealing {
  readonly parts: number;
  /** Which of many ways to deal. */
  readonly deal: number;
}

/** Deals texts into parts, the same in every run; those of one group stay together. Returns the part of each. */
export function foldsOf(texts: readonly LabelledText[], { parts, deal }: Dealing): readonly number[] {
  const random = seeded(deal + 1);
  const dealt = new Map<number, number>();
  for (const { group } of texts) if (!dealt.has(group)) dealt.set(group, Math.floor(random() * parts));
  return texts.map(({ group }) => dealt.get(group) ?? 0);
}

/** Judges every text by what `learn` makes of the parts that the text is not in. */
export function crossValidated<Verdict>(
  texts: readonly LabelledText[],
  dealing: Dealing,
  learn: (texts: readonly LabelledText[]) => (text: LabelledText) => Verdict,
): readonly Verdict[] {
  const folds = foldsOf(texts, dealing);
  const judges = Array.from({ length: dealing.parts }, (_, part) => learn(texts.filter((_, at) => folds[at] !== part)));
  return texts.map((text, at) => (judges[folds[at] ?? 0] as (text: LabelledText) => Verdict)(text));
}
