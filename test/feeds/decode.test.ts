import { expect, it } from 'vitest';
import { decode } from '../../src/feeds/decode.ts';

/** Text in a charset of one or two bytes a letter, by asking the decoder which bytes show which letter. */
function encode(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset);
  const bytes = new Map<string, readonly number[]>();
  for (let pair = 0xffff; pair >= 0; pair -= 1) {
    const [lead, trail] = [pair >> 8, pair & 0xff];
    const written = lead === 0 ? [trail] : [lead, trail];
    if (lead === 0 || lead >= 0x81) bytes.set(decoder.decode(Uint8Array.from(written)), written);
  }
  return Uint8Array.from([...text].flatMap((letter) => bytes.get(letter) ?? []));
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
  ['Japanese', Uint8Array.of(0x93, 0xfa, 0x96, 0x7b), 'text/xml; charset=Shift_JIS', '日本'],
  ['nothing', new Uint8Array(), null, ''],
])('%s', (_what, bytes, contentType, text) => expect(decode(bytes, contentType).text).toBe(text));

it.each([
  ['Переговоры в Минске', ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5']],
  ['НОВОСТИ МИРА: ПЕРЕГОВОРЫ', ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5']],
  ['Київ: переговори в Україні', ['windows-1251', 'koi8-u', 'iso-8859-5']],
  ['Gespräch über Öl “heute”', ['windows-1252']],
  ['Le président a été reçu à l’Élysée', ['windows-1252']],
  ['Português: não há informações', ['windows-1252']],
  ['Żołnierze na ćwiczeniach, prezydent złożył oświadczenie', ['windows-1250', 'iso-8859-2']],
  ['Český prezident řekl, že příští rok bude těžký', ['windows-1250', 'iso-8859-2']],
  ['Cumhurbaşkanı açıkladı: görüşmeler sürüyor', ['windows-1254']],
  ['Šiandien įvyko susitikimas dėl žmonių', ['windows-1257']],
  ['Ο πρωθυπουργός δήλωσε ότι συνεχίζονται', ['windows-1253']],
  ['ראש הממשלה אמר היום כי השיחות נמשכות', ['windows-1255']],
  ['قال رئيس الوزراء إن المحادثات مستمرة', ['windows-1256']],
  ['中国外交部发言人今天在北京表示，这是不可接受的', ['gb18030']],
  ['總統府發言人今天表示，這個國家的人民不會接受', ['big5']],
  ['日本の首相は今日、会談を続けると述べた', ['shift_jis', 'euc-jp']],
  ['ニュース', ['shift_jis']],
  ['대통령은 오늘 회담을 계속한다고 밝혔다', ['euc-kr']],
])('guesses the charset of %s', (text, charsets) => {
  const document = (charset: string) => encode(`<t>${text}</t>`, charset);
  expect(charsets.map((charset) => decode(document(charset), null).text)).toEqual(charsets.map(() => `<t>${text}</t>`));
});

it('takes what reads like no language for Western, and says so', () => {
  expect(decode(Uint8Array.of(0x3c, 0xa4, 0x3e, 0xbe, 0x3e, 0xac), 'text/xml; charset=x-none')).toEqual({
    text: '<¤>¾>¬',
    charset: 'windows-1252',
    warning: 'the document does not say its charset: read as windows-1252',
  });
});

it('keeps UTF-8 with a few broken characters, and says so', () => {
  const bytes = Uint8Array.of(...utf8('Переговоры в Минске'), 0xff, ...utf8('!'));
  expect(decode(bytes, null)).toEqual({
    text: 'Переговоры в Минске\ufffd!',
    charset: 'utf-8',
    warning: 'some characters are broken: the document is not quite UTF-8',
  });
});
