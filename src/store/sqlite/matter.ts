/** Every transaction here begins with the write lock of the whole file: it is alone in every matter already. */
export async function alone(): Promise<void> {}
