import { attribute, childrenOf, type Element, firstText } from './element.ts';
import { type Bases, firstLink } from './link.ts';

/** The picture that an item names: Media RSS, an enclosure, an iTunes image. Pictures inside the text are often counters. */
export function imageOf(item: Element, bases: Bases): string | null {
  const groups = [item, ...childrenOf(item, 'media:group', 'media:content')];
  const pictures = groups.flatMap((group) => [
    ...childrenOf(group, 'media:content').filter(isPicture).map(addressOf('url')),
    ...childrenOf(group, 'media:thumbnail').map(addressOf('url')),
  ]);
  const enclosures = [
    ...childrenOf(item, 'enclosure').filter(isPicture).map(addressOf('url')),
    ...childrenOf(item, 'atom:link')
      .filter((link) => attribute(link, 'rel') === 'enclosure' && isPicture(link))
      .map(addressOf('href')),
    ...childrenOf(item, 'itunes:image').map((image) => attribute(image, 'href') ?? addressOf('url')(image)),
    ...childrenOf(item, 'image').map((image) => firstText(image, 'url')),
  ];
  return firstLink([...pictures, ...enclosures], bases);
}

const addressOf =
  (name: string) =>
  (element: Element): string =>
    attribute(element, name) ?? '';

function isPicture(element: Element): boolean {
  const type = attribute(element, 'type');
  if (type !== null) return type.startsWith('image/');
  return (
    attribute(element, 'medium') === 'image' ||
    /\.(?:jpe?g|png|webp|gif|avif)(?:\?|$)/i.test(attribute(element, 'url') ?? '')
  );
}
