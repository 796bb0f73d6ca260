/** Tells how far something is: nothing in the first second, then at most once in each. */
export function onceASecond({
  clock,
  tell,
}: {
  readonly clock: () => number;
  readonly tell: (words: string) => void;
}): (words: () => string) => void {
  let told = clock();
  return (words) => {
    const now = clock();
    if (now - told < 1_000) return;
    told = now;
    tell(words());
  };
}

/** Tells the person at a terminal, apart from the answer: that may go into a file. */
export const toStderr = (words: string): void => void process.stderr.write(`${words}\n`);
