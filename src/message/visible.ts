/** C0 but tab and line break, DEL and C1: terminals obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Marks that turn the reading order round and can make text look like other text (Unicode UAX #9), and what is drawn as
 * nothing and may be left out on the way (soft hyphens, word joiners, byte order marks, noncharacters): a sign that hides
 * within `@everyone` or before `#` until then would bring it to life. Joiners (U+200C, U+200D) stay: scripts and emoji need
 * them.
 */
const hidden = /[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]/g;

/**
 * A text without what no reader sees and programs obey. Line breaks of every kind become `\n`; other white space stays. Half
 * a character, which no program can pass on, becomes U+FFFD.
 */
export const visibleText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(hidden, '');
