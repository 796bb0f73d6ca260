/** A language as BCP 47 writes it, for example `en-GB`, where publishers also write `en_GB`; null for what is none, `English`. */
export function languageTag(written: string): string | null {
  const tag = written.trim().replaceAll('_', '-');
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag) ? tag : null;
}
