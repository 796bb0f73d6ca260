/**
 * How often a second `work` can be done: the best of five rounds of at least 300 ms each, after a warm-up. The best is
 * taken because whatever else the machine does can only slow a round down.
 */
export function rate(work: () => unknown): number {
  for (let call = 0; call < 200; call += 1) work();
  return Math.max(...Array.from({ length: 5 }, () => round(work)));
}

function round(work: () => unknown): number {
  const began = performance.now();
  let calls = 0;
  let spent = 0;
  do {
    work();
    calls += 1;
    spent = performance.now() - began;
  } while (spent < 300);
  return (calls / spent) * 1000;
}
