/** Words as they stand at the beginning of a line or on a button: with a capital. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
