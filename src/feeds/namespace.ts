/** Names of elements, as a document writes them, to the usual ones, by the namespaces that are in force. */
export interface Scope {
  /** Prefixes as the document names them, to the usual ones. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Names that were looked up before: a feed has few, many times. */
  readonly names: Map<string, string>;
}

type Attributes = Readonly<Record<string, string>>;

/** Namespaces that documents declare number some 20, prefixes in force at once. */
const MAX_PREFIXES = 100;

/** A root's default namespace is decided by its name: publishers put Atom's on `<rss>`, and none on `<feed>`. */
export function rootScope(raw: string, attributes: Attributes): Scope {
  const prefixes = new Map([['', raw === 'feed' ? 'atom' : '']]);
  return scopeOf(attributes, { prefixes, names: new Map() }, true);
}

/** The namespaces in an element, given those around it. */
export function scopeOf(attributes: Attributes, above: Scope, isRoot = false): Scope {
  let prefixes: Map<string, string> | null = null;
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name[5] !== ':' && (name !== 'xmlns' || isRoot))) continue;
    const prefix = name.slice('xmlns:'.length);
    const usual = usualPrefix(attributes[name] ?? '');
    // A name that is not known only matters where it takes a prefix from one that is.
    if (usual === undefined && !above.prefixes.has(prefix)) continue;
    prefixes ??= new Map(above.prefixes);
    if (prefixes.size < MAX_PREFIXES) prefixes.set(prefix, usual ?? prefix);
  }
  return prefixes === null ? above : { prefixes, names: new Map() };
}

/** The usual name of an element that the document calls `raw`. */
export function usualName(raw: string, { prefixes, names }: Scope): string {
  const known = names.get(raw);
  if (known !== undefined) return known;
  const colon = raw.indexOf(':');
  const prefix = colon < 0 ? '' : raw.slice(0, colon);
  const usual = prefixes.get(prefix) ?? prefix;
  const local = raw.slice(colon + 1);
  const name = usual === '' ? local : `${usual}:${local}`;
  names.set(raw, name);
  return name;
}

/** One closing sign at most: a row of them before something else would take a pattern for more ages to tell. */
const usualPrefix = (namespace: string): string | undefined =>
  usualPrefixes.get(
    namespace
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\/|[/#]$/g, ''),
  );

/** Namespace names without scheme and closing sign, since publishers vary both. RSS 0.9 and 1.0 are read as if without. */
const usualPrefixes: ReadonlyMap<string, string> = new Map([
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
]);
