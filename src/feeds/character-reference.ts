/**
 * A text with its XML character references and the five entities of XML decoded, once. All other entities stay as they
 * are: HTML knows them, and what is HTML is not known here.
 */
export const decodedReferences = (text: string): string =>
  text.includes('&') ? text.replace(reference, decoded) : text;

const reference = /&(?:(lt|gt|amp|quot|apos)|#(\d+)|#[xX]([\da-fA-F]+));/g;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(
  _: string,
  name: string | undefined,
  decimal: string | undefined,
  hexadecimal: string | undefined,
): string {
  if (name !== undefined) return entities[name] ?? '';
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  // Some programs write a character beyond the first plane as the two halves that they keep it in.
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
