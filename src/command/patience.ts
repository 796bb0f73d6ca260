/** What a promise brings, or `otherwise` where that takes longer than `patience` milliseconds. */
export async function within<T, U>(promise: Promise<T>, patience: number, otherwise: U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(resolve, patience, otherwise);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
