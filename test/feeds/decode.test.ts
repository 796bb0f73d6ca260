import { expect, it } from 'vitest';
import { decode } from '../../src/feeds/decode.ts';

/** Text in a single-byte charset, by asking the decoder which byte shows which letter. */
function encode(text: string, charset: string): Uint8Array {
  const letters = [...new TextDecoder(charset).decode(Uint8Array.from(Array(256).keys()))];
  return Uint8Array.from([...text].map((letter) => letters.indexOf(letter)));
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const xml = (charset: string, text: string): string => `<?xml version="1.0" encoding="${charset}"?><t>${text}</t>`;

it.each([
  ['a mark wins over all', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('Ж')), 'text/xml; charset=koi8-r', 'Ж'],
  ['UTF-16 with a mark', Buffer.from('\ufeff<t>Ж</t>', 'utf16le'), null, '<t>Ж</t>'],
  ['UTF-16 without', Buffer.from('<t>Ж</t>', 'utf16le'), null, '<t>Ж</t>'],
  [
    'UTF-8, whatever it says',
    utf8(xml('windows-1251', 'Київ')),
    'text/xml; charset=iso-8859-1',
    xml('windows-1251', 'Київ'),
  ],
  ['the header', encode('Москва', 'koi8-r'), 'text/xml; charset="KOI8-R"', 'Москва'],
  ['the declaration', encode(xml('windows-1251', 'Москва'), 'windows-1251'), 'text/xml', xml('windows-1251', 'Москва')],
  [
    'the declaration before a default header',
    encode(xml('ibm866', 'Москва'), 'ibm866'),
    'text/xml; charset=ISO-8859-1',
    xml('ibm866', 'Москва'),
  ],
  ['an unknown charset', encode(xml('x-none', 'Gespräch über'), 'windows-1252'), null, xml('x-none', 'Gespräch über')],
  ['a guess: Western', encode('Gespräch über Öl “heute”', 'windows-1252'), null, 'Gespräch über Öl “heute”'],
  ['a guess: Windows Cyrillic', encode('Переговоры в Минске', 'windows-1251'), null, 'Переговоры в Минске'],
  ['a guess: KOI8', encode('Переговоры в Минске', 'koi8-r'), null, 'Переговоры в Минске'],
  ['Japanese', Uint8Array.of(0x93, 0xfa, 0x96, 0x7b), 'text/xml; charset=Shift_JIS', '日本'],
  ['nothing', new Uint8Array(), null, ''],
])('%s', (_what, bytes, contentType, text) => expect(decode(bytes, contentType).text).toBe(text));

it('keeps UTF-8 with a few broken characters, and says so', () => {
  const bytes = Uint8Array.of(...utf8('Переговоры в Минске'), 0xff, ...utf8('!'));
  expect(decode(bytes, null)).toEqual({
    text: 'Переговоры в Минске\ufffd!',
    charset: 'utf-8',
    warning: 'some characters are broken: the document is not quite UTF-8',
  });
});
