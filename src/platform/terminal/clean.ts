import { stripVTControlCharacters } from 'node:util';

/**
 * Marks that turn the reading order round and can make text look like other text (Unicode UAX #9), and the byte order mark.
 * Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const hidden = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** C0, DEL and C1: a terminal obeys them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/**
 * Takes everything out of a text from outside that a terminal would obey instead of show: escape sequences, control
 * characters, bidirectional overrides. Line breaks of every kind become `\n`; other white space is left to the wrapping.
 */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(controls, '')
    .replaceAll(hidden, '');
}
