/** The text that base64 stands for; null where the words are no base64, or what they encode is no text. */
export function base64Text(encoded: string): string | null {
  const words = encoded.replace(/\s+/g, '');
  if (words === '' || words.length % 4 !== 0 || !/^[a-z\d+/]+={0,2}$/i.test(words)) return null;
  try {
    return utf8.decode(Buffer.from(words, 'base64'));
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
