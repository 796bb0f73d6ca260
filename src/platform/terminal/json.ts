/** What a terminal would obey and JSON leaves as it is: DEL, C1, and marks that turn the reading order round. */
const obeyed = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** JSON that a terminal shows and does not obey; to a program it means the same. */
export const harmlessJson = (json: string): string =>
  json.replaceAll(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
