import { corroborationOf } from './corroboration.ts';
import { disputedFigures } from './disputed-figures.ts';
import { type Grade, gradeOf } from './grade.ts';
import { canonicalUrl } from './page.ts';
import type { Bloc, Source } from './source.ts';
import { type StoredUpdate, updateId } from './update.ts';
import { isPublisher, voicesOf } from './voice.ts';

/** What stands behind an alert when it is written. */
export interface AlertGate {
  /** Independent owners, as `Corroboration` counts them. */
  readonly owners: readonly string[];
  /** Whose accounts they are. */
  readonly blocs: readonly Bloc[];
  readonly grade: Grade;
  /** What these accounts count differently (`disputedFigures`). */
  readonly disputed: readonly string[];
}

/**
 * Weighs what an editor names: the `updates` of a story and at the `links`, and for a link at which none is stored the
 * source on whose site it lies. Fails closed: what nobody knows counts nothing, and neither does the desk's own archive.
 */
export function alertGateOf({
  updates,
  links,
  sources,
}: {
  readonly updates: readonly StoredUpdate[];
  readonly links: readonly string[];
  readonly sources: ReadonlyMap<string, Source>;
}): AlertGate {
  const published = updates.filter(({ source }) => publishes(sources.get(source)));
  const stored = new Set(published.flatMap(({ url }) => (url === null ? [] : (canonicalUrl(url) ?? []))));
  const linked = links
    .filter((link) => !stored.has(canonicalUrl(link) ?? ''))
    .flatMap((link) => {
      const source = siteOwner(link, [...sources.values()]);
      return publishes(source) ? [pageOf(source, link)] : [];
    });
  const reports = [...published, ...linked];
  const voices = voicesOf(reports, sources);
  const { owners, blocs } = corroborationOf(reports, sources, voices);
  return { owners, blocs, grade: gradeOf(reports, sources, voices), disputed: disputedFigures(voices) };
}

const publishes = (source: Source | null | undefined): source is Source => source != null && isPublisher(source);

/**
 * The source on whose site an address lies, by the host of its feed, or of its basis where it has no feed. None where
 * sources of several owners rest on that host: an encyclopedia is nobody's site.
 */
function siteOwner(link: string, sources: readonly Source[]): Source | null {
  const liesAt = (address: string | null): boolean => address !== null && isWithin(hostOf(link), siteOf(address));
  const feeding = sources.filter(({ feed }) => liesAt(feed));
  const found = feeding.length > 0 ? feeding : sources.filter(({ basis }) => liesAt(basis));
  if (new Set(found.map(({ owner }) => owner)).size !== 1) return null;
  return found.find(({ feed, basis }) => liesAt(feed ?? basis)) ?? null;
}

const hostOf = (address: string): string => URL.parse(address)?.hostname.replace(/\.+$/, '') ?? '';

/** The host without what only says what is served there: `dw.com` of `rss.dw.com`. */
const siteOf = (address: string): string => hostOf(address).replace(/^(?:www|feeds?|rss)\.(?=[^.]+\.)/, '');

const isWithin = (host: string, site: string): boolean => site !== '' && (host === site || host.endsWith(`.${site}`));

/** A page of which nothing but its publisher is known. */
const pageOf = (source: Source, url: string): StoredUpdate => ({
  id: updateId(source.id, url),
  source: source.id,
  title: url,
  summary: null,
  url,
  language: null,
  author: null,
  wire: null,
  image: null,
  published: 0,
  dating: 'dated',
  seen: 0,
  topic: '',
  seq: 0,
  story: 0,
  revision: 0,
  corrected: null,
});
