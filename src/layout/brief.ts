/** A phone shows about this much of a story before the next one. */
const LONGEST = 240;

/**
 * The beginning of a source's own text, as written: whole sentences where they fit, else whole words. What was left out
 * is shown by an ellipsis.
 */
export function brief(text: string): string {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST);
  const sentences = /^[\s\S]*[.!?…]["'”’»)]*(?=\s)/.exec(head)?.[0];
  if (sentences !== undefined && sentences.length > LONGEST / 3) return `${sentences} …`;
  const words = head.slice(0, Math.max(head.lastIndexOf(' '), LONGEST / 2));
  // A cut inside a surrogate pair would leave half a character.
  return `${words.replace(/[\ud800-\udbff]$/, '').trimEnd()} …`;
}
