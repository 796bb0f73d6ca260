/** A text as numbers: which features it has, and how strongly. Feature 0 is the bias. */
export interface Vector {
  readonly features: Int32Array;
  readonly values: Float64Array;
}

export interface RegressionOptions {
  readonly vectors: readonly Vector[];
  /** The class of each. */
  /** What a mistake about each text costs. */
  readonly costs: readonly number[];
  readonly labels: readonly number[];
  readonly features: number;
  readonly classes: number;
  /** What a weight costs, so that few texts cannot make it large. */
  readonly penalty: number;
}

const STEPS = 80;
const MEMORY = 8;

/** Multinomial logistic regression by L-BFGS. Returns weights at `feature × classes + class`; draws no random number. */
export function regress(options: RegressionOptions): Float64Array {
  let weights: Float64Array = new Float64Array(options.features * options.classes);
  let { loss, slope } = lossAt(weights, options);
  const past: Step[] = [];
  for (let step = 0; step < STEPS; step++) {
    const direction = directionOf(slope, past);
    const descent = dot(direction, slope);
    let length = 1;
    let next = moved(weights, direction, length);
    let there = lossAt(next, options);
    while (there.loss > loss - 1e-4 * length * descent && length > 1e-6) {
      length /= 2;
      next = moved(weights, direction, length);
      there = lossAt(next, options);
    }
    const way = difference(next, weights);
    const turn = difference(there.slope, slope);
    const bend = dot(way, turn);
    if (bend > 1e-12) past.push({ way, turn, bend });
    if (past.length > MEMORY) past.shift();
    const gained = loss - there.loss;
    ({ loss, slope } = there);
    weights = next;
    if (gained < 1e-5 * loss) break;
  }
  return weights;
}

interface Step {
  readonly way: Float64Array;
  readonly turn: Float64Array;
  readonly bend: number;
}

function lossAt(
  weights: Float64Array,
  { vectors, labels, costs, classes, penalty }: RegressionOptions,
): { readonly loss: number; readonly slope: Float64Array } {
  const slope = new Float64Array(weights.length);
  const odds = new Float64Array(classes);
  let loss = 0;
  for (const [at, { features, values }] of vectors.entries()) {
    odds.fill(0);
    for (let one = 0; one < features.length; one++) {
      const from = (features[one] as number) * classes;
      for (let c = 0; c < classes; c++)
        odds[c] = (odds[c] as number) + (weights[from + c] as number) * (values[one] as number);
    }
    const most = Math.max(...odds);
    let all = 0;
    for (let c = 0; c < classes; c++) {
      odds[c] = Math.exp((odds[c] as number) - most);
      all += odds[c] as number;
    }
    const right = labels[at] as number;
    const cost = costs[at] as number;
    loss -= cost * Math.log((odds[right] as number) / all);
    for (let c = 0; c < classes; c++) odds[c] = cost * ((odds[c] as number) / all - (c === right ? 1 : 0));
    for (let one = 0; one < features.length; one++) {
      const from = (features[one] as number) * classes;
      for (let c = 0; c < classes; c++)
        slope[from + c] = (slope[from + c] as number) + (odds[c] as number) * (values[one] as number);
    }
  }
  // The bias is free: how common a topic is costs nothing.
  for (let at = classes; at < weights.length; at++) {
    const weight = weights[at] as number;
    loss += (penalty / 2) * weight * weight;
    slope[at] = (slope[at] as number) + penalty * weight;
  }
  return { loss, slope };
}

/** Two loops over the last steps, which stand for the curvature of the loss. */
function directionOf(slope: Float64Array, past: readonly Step[]): Float64Array {
  const direction = Float64Array.from(slope);
  const shares: number[] = [];
  for (const { way, turn, bend } of past.toReversed()) {
    const share = dot(way, direction) / bend;
    shares.unshift(share);
    addTo(direction, turn, -share);
  }
  const last = past.at(-1);
  const scale = last === undefined ? 1 / Math.sqrt(dot(slope, slope)) : last.bend / dot(last.turn, last.turn);
  for (let at = 0; at < direction.length; at++) direction[at] = (direction[at] as number) * scale;
  for (const [at, { way, turn, bend }] of past.entries())
    addTo(direction, way, (shares[at] ?? 0) - dot(turn, direction) / bend);
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function addTo(sum: Float64Array, more: Float64Array, times: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (more[at] as number) * times;
}

function moved(from: Float64Array, direction: Float64Array, length: number): Float64Array {
  const to = Float64Array.from(from);
  addTo(to, direction, -length);
  return to;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const rest = Float64Array.from(a);
  addTo(rest, b, -1);
  return rest;
}
