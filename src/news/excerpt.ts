/**
 * The beginning of a text as written, in at most `limit` UTF-16 units: whole sentences where they fill half of that, else
 * whole words. What is left out is shown by an ellipsis.
 */
export function excerpt(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 2);
  const sentences = /^[\s\S]*[.!?…。！？]["'”’»)]*(?=\s)/.exec(head)?.[0] ?? '';
  if (sentences.length > limit / 2) return `${sentences} …`;
  const word = head.lastIndexOf(' ');
  const words = word > limit / 2 ? head.slice(0, word) : wholeCharacters(head);
  return `${words.replace(/[\s,;:–—-]+$/, '')}…`;
}

/** A text in at most `limit` UTF-16 units, cut anywhere but inside a character, and then with an ellipsis. */
export const clip = (text: string, limit: number): string =>
  text.length <= limit ? text : `${wholeCharacters(text.slice(0, limit - 1))}…`;

/** A cut inside a surrogate pair would leave half a character. */
const wholeCharacters = (cut: string): string => cut.replace(/[\ud800-\udbff]$/, '');
