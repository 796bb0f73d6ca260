/** Control characters as what they were meant to be: Windows-1252 numbers used as Unicode ones (`&#150;` for a dash). */
export const asWindows1252 = (text: string): string =>
  text.replace(controls, (control) => windows1252[control.charCodeAt(0)] ?? '');

/** Undoes what careless publishing programs do: UTF-8 that was read as Windows-1252 and encoded again (`FlÃ¼chtling`). */
export function withoutMojibake(text: string): string {
  if (!suspicious.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const byte = byteOf.get(text.charAt(index));
    if (byte === undefined) return text;
    bytes[index] = byte;
  }
  try {
    // All of a text that is not meant to be UTF-8 does not happen to be it.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

const controls = /[\u0080-\u0084\u0086-\u009f]/g;
/** The first two characters of an encoded letter, as Windows-1252 shows them. */
const suspicious = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]/;

const windows1252: readonly string[] = Array.from(
  new TextDecoder('windows-1252').decode(Uint8Array.from(Array(256).keys())),
);
const byteOf: ReadonlyMap<string, number> = new Map(windows1252.map((character, byte) => [character, byte]));
