import { type LikenessName, likenessNames } from '../../src/news/grouping/likeness.ts';
import { answerOf, type Judge, type Tree } from '../../src/news/grouping/story-model.ts';
import type { Instance } from './training.ts';

const TREES = 120;
const DEPTH = 4;
/** How much of its answer a tree adds: small steps end at the better place. */
const STEP = 0.1;
/** Values of a likeness are told apart by so many bounds. */
const BOUNDS = 31;
/** A leaf speaks for at least so many instances, and is held back as if so many more said nothing. */
const LEAST_IN_LEAF = 30;
const RIDGE = 1;
/** A split that makes no more of a difference is chance. */
const LEAST_GAIN = 0.5;

/** What the trees are grown from: the instances, the bounds of each likeness, and the part each value falls into. */
interface Soil {
  readonly bounds: readonly (readonly number[])[];
  readonly parts: readonly Uint8Array[];
  /** How far each instance is from what it should be, and how sure that is: first and second derivative of the log loss. */
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
}

/**
 * Learns from instances by gradient boosting with a logistic loss, blind to some likenesses. The same instances, the same trees.
 */
export function learn(
  instances: readonly Instance[],
  least: Pick<Judge, 'threshold' | 'leastClose'>,
  blindTo: readonly LikenessName[] = [],
): Judge {
  const bounds = likenessNames.map((name, at) =>
    blindTo.includes(name) ? [] : boundsOf(instances.map(({ likeness }) => likeness[at] ?? 0)),
  );
  const parts = likenessNames.map((_, at) =>
    Uint8Array.from(instances, ({ likeness }) => partOf(bounds[at] ?? [], likeness[at] ?? 0)),
  );
  const sums = new Float64Array(instances.length);
  const gradients = new Float64Array(instances.length);
  const curvatures = new Float64Array(instances.length);
  const all = instances.map((_, index) => index);
  const trees: Tree[] = [];
  for (let count = 0; count < TREES; count += 1) {
    for (const [index, { belongs }] of instances.entries()) {
      const guess = 1 / (1 + Math.exp(-(sums[index] ?? 0)));
      gradients[index] = (belongs ? 1 : 0) - guess;
      curvatures[index] = Math.max(1e-6, guess * (1 - guess));
    }
    const tree = grow(all, DEPTH, { bounds, parts, gradients, curvatures });
    for (const [index, { likeness }] of instances.entries())
      sums[index] = (sums[index] ?? 0) + answerOf(tree, likeness);
    trees.push(tree);
  }
  return { ...least, likenesses: likenessNames, trees };
}

function grow(indexes: readonly number[], depth: number, soil: Soil): Tree {
  const split = depth === 0 ? null : bestSplit(indexes, soil);
  if (split === null) {
    const { gradient, curvature } = weightOf(indexes, soil);
    return Math.round(((STEP * gradient) / (curvature + RIDGE)) * 1e4) / 1e4;
  }
  const { likeness, part } = split;
  const isLess = (index: number): boolean => (soil.parts[likeness]?.[index] ?? 0) <= part;
  return [
    likeness,
    soil.bounds[likeness]?.[part] ?? 0,
    grow(indexes.filter(isLess), depth - 1, soil),
    grow(
      indexes.filter((index) => !isLess(index)),
      depth - 1,
      soil,
    ),
  ];
}

interface Split {
  readonly likeness: number;
  readonly part: number;
  readonly gain: number;
}

/** Where a bound makes the most difference; null where none makes enough. */
function bestSplit(indexes: readonly number[], soil: Soil): Split | null {
  const whole = weightOf(indexes, soil);
  const worth = (gradient: number, curvature: number): number => gradient ** 2 / (curvature + RIDGE);
  let best: Split | null = null;
  for (const [likeness, bounds] of soil.bounds.entries()) {
    const parts = histogram(indexes, soil, likeness, bounds.length + 1);
    let [gradient, curvature, count] = [0, 0, 0];
    for (let part = 0; part < bounds.length; part += 1) {
      gradient += parts.gradients[part] ?? 0;
      curvature += parts.curvatures[part] ?? 0;
      count += parts.counts[part] ?? 0;
      if (count < LEAST_IN_LEAF || indexes.length - count < LEAST_IN_LEAF) continue;
      const rest = worth(whole.gradient - gradient, whole.curvature - curvature);
      const gain = worth(gradient, curvature) + rest - worth(whole.gradient, whole.curvature);
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { likeness, part, gain };
    }
  }
  return best;
}

function histogram(indexes: readonly number[], { parts, gradients, curvatures }: Soil, likeness: number, size: number) {
  const found = {
    gradients: new Float64Array(size),
    curvatures: new Float64Array(size),
    counts: new Uint32Array(size),
  };
  for (const index of indexes) {
    const part = parts[likeness]?.[index] ?? 0;
    found.gradients[part] = (found.gradients[part] ?? 0) + (gradients[index] ?? 0);
    found.curvatures[part] = (found.curvatures[part] ?? 0) + (curvatures[index] ?? 0);
    found.counts[part] = (found.counts[part] ?? 0) + 1;
  }
  return found;
}

function weightOf(
  indexes: readonly number[],
  { gradients, curvatures }: Soil,
): { gradient: number; curvature: number } {
  let [gradient, curvature] = [0, 0];
  for (const index of indexes) {
    gradient += gradients[index] ?? 0;
    curvature += curvatures[index] ?? 0;
  }
  return { gradient, curvature };
}

/** The values between which as many instances lie each time, different ones, rounded as they are written. */
function boundsOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor(share * sorted.length)] ?? 0) * 1e4) / 1e4;
  const bounds = Array.from({ length: BOUNDS }, (_, bound) => at((bound + 1) / (BOUNDS + 1)));
  return [...new Set(bounds)].sort((a, b) => a - b);
}

/** Below how many of the bounds' rest a value lies: 0 below the first of them. */
const partOf = (bounds: readonly number[], value: number): number => {
  const part = bounds.findIndex((bound) => value < bound);
  return part < 0 ? bounds.length : part;
};
