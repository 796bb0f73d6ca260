import * as fc from 'fast-check';

/** Markup, half of it, entities, and signs that mean something to some reader. */
const hostileBits = [
  '<b>',
  '</b>',
  '<p>',
  '<br/>',
  '<script>',
  '</script>',
  '<iframe src="x">',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<',
  '>',
  '&',
  ';',
  '&lt;',
  '&gt;',
  '&amp;',
  '&amp;lt;',
  '&#60;',
  '&#x3c;',
  '&#8203;',
  '&nbsp;',
  '&quot;',
  '&bogus;',
  '&#0;',
  '&#xd800;',
  '"',
  "'",
  '=',
  '<a href="javascript:alert(1)">',
  'javascript:alert(1)',
  'data:text/html,x',
  '//x.example/',
  'https://a.example/1',
  'http://',
  '\u200b',
  '\u202e',
  '\u0000',
  '\u0085',
  '\ud83d',
  '\u00c3\u00bc',
  'слово',
  '新闻',
  'word',
  ' ',
  '\n',
  '1',
  '<?xml',
  '<!DOCTYPE x [',
  ']',
] as const;

/** Text as careless and as hostile publishers make it. */
export const roughText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...hostileBits) }, fc.string({ unit: 'binary', maxLength: 6 })),
    {
      maxLength: 14,
    },
  )
  .map((bits) => bits.join(''));

const number = (min: number, max: number, digits: number) =>
  fc.integer({ min, max }).map((value) => String(value).padStart(digits, '0'));

/** Times in the forms that feeds use, some of them impossible. */
export const roughDate: fc.Arbitrary<string> = fc
  .record({
    year: number(1950, 2060, 4),
    month: number(0, 13, 2),
    name: fc.constantFrom('Jan', 'Feb', 'March', 'mai', 'ноября', 'Δεκ', 'xyz'),
    day: number(0, 32, 2),
    hour: number(0, 25, 2),
    minute: number(0, 61, 2),
    zone: fc.constantFrom('', ' GMT', ' MSK', ' EST', ' +0300', ' -05:30', 'Z', ' (x)', ' EEST', ' XYZ'),
    form: fc.constantFrom<(part: Readonly<Record<string, string>>) => string>(
      ({ year, month, day, hour, minute, zone }) => `${year}-${month}-${day}T${hour}:${minute}${zone}`,
      ({ year, month, day }) => `${year}-${month}-${day}`,
      ({ year, month, day, hour, minute, zone }) => `${day}.${month}.${year} ${hour}:${minute}${zone}`,
      ({ year, name, day, hour, minute, zone }) => `Sun, ${day} ${name} ${year} ${hour}:${minute}:00${zone}`,
      ({ year, name, day, hour, minute, zone }) => `Sun ${name} ${day} ${hour}:${minute}:00${zone} ${year}`,
      ({ year, name, day }) => `${day} de ${name} de ${year}`,
    ),
  })
  .map(({ form, ...parts }) => form(parts));

type Wrap = (text: string) => string;
const wraps: readonly Wrap[] = [
  (text) => text,
  (text) => `<![CDATA[${text}]]>`,
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
];

const element = (...names: readonly string[]) =>
  fc.tuple(fc.constantFrom(...names), fc.constantFrom(...wraps), roughText).map(([name, wrap, text]) => {
    const tag = name.split(' ')[0];
    return `<${name}>${wrap(text)}</${tag}>`;
  });
const dates = (...names: readonly string[]) =>
  fc.tuple(fc.constantFrom(...names), roughDate).map(([name, date]) => `<${name}>${date}</${name}>`);
const inside = (...children: readonly fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...children), { maxLength: 8 }).map((parts) => parts.join(''));
const repeated = (piece: fc.Arbitrary<string>) => fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''));

const item = inside(
  element(
    'title',
    'link',
    'guid',
    'description',
    'content:encoded',
    'author',
    'dc:creator',
    'category',
    'source',
    'constructor',
  ),
  dates('pubDate', 'dc:date', 'atom:updated'),
).map((inner) => `<item rdf:about="https://a.example/1">${inner}</item>`);
const entry = inside(
  element(
    'title',
    'title type="html"',
    'summary',
    'content type="xhtml"',
    'id',
    'link',
    'author',
    'dc:creator',
    'content mode="base64"',
  ),
  roughText.map((href) => `<link href="${href}"/>`),
  dates('published', 'updated'),
).map((inner) => `<entry xml:base="b/" xml:lang="en_GB">${inner}</entry>`);
const jsonItem = fc.record(
  {
    id: fc.oneof(roughText, fc.integer()),
    url: roughText,
    title: roughText,
    content_html: roughText,
    date_published: roughDate,
  },
  { requiredKeys: [] },
);

const whole: fc.Arbitrary<string> = fc.oneof(
  repeated(item).map(
    (items) => `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items}</channel></rss>`,
  ),
  repeated(item).map((items) => `<rdf:RDF><channel><title>T</title></channel>${items}</rdf:RDF>`),
  repeated(entry).map((entries) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries}</feed>`),
  fc.array(jsonItem, { maxLength: 4 }).map((items) => JSON.stringify({ version: '1.1', title: 'T', items })),
);

/** One cut, one part said twice, or something thrown in. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  put: fc.option(roughText),
});

/** Feeds of all formats with rough texts and dates in them, most of them damaged somewhere. */
export const nearFeed: fc.Arbitrary<string> = fc
  .tuple(whole, fc.array(damage, { maxLength: 3 }))
  .map(([feed, damages]) =>
    damages.reduce((text, { at, length, put }) => {
      const start = Math.floor(at * text.length);
      const part = text.slice(start, start + length);
      return text.slice(0, start) + (put ?? part + part) + text.slice(put === null ? start + length : start);
    }, feed),
  );
