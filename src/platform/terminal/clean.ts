import { stripVTControlCharacters } from 'node:util';
import { visibleText } from '../../message/visible.ts';

/**
 * Takes everything out of a text from outside that a terminal would obey instead of show: escape sequences as a whole, then
 * what is left of control characters and bidirectional overrides. White space is left to the wrapping.
 */
export const cleanText = (text: string): string => visibleText(stripVTControlCharacters(text));
