import { isCollection, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

/** A place in a YAML document: keys of maps and indexes of lists, from the root. */
export type Path = readonly PropertyKey[];

/** A mistake and the line it stands on, counted from 1. */
export interface Mistake {
  readonly line: number;
  readonly text: string;
}

/** A YAML text, its plain value, and the lines on which its values stand. */
export interface LocatedYaml {
  /** undefined where the syntax is too broken to say. */
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** The line of a value; of the nearest value around it where it is not there. */
  lineOf(path: Path): number;
  /** The line of a key of the map at `path`. */
  lineOfKey(path: Path, key: string): number;
}

/** Reads one YAML 1.2 document and keeps where everything stood. Mistakes of syntax are returned, not thrown. */
export function readLocatedYaml(text: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = [...document.errors, ...document.warnings];
  const mistakes: Mistake[] = problems.map(({ code, message, pos }) => ({
    line: lineAt(pos[0]),
    text: explain(code, message),
  }));
  visit(document, {
    // Nothing here repeats itself, and an alias is nearly always a text that begins with a star.
    Alias: (_, alias) => {
      mistakes.push({
        line: lineAt(alias.range?.[0] ?? 0),
        text: `*${alias.source} needs quotes, as it begins with a star.`,
      });
    },
  });
  // A repeated key leaves a value worth checking further; after any other mistake the rest would be guesses.
  const readable = problems.filter(({ code }) => code === 'DUPLICATE_KEY').length === mistakes.length;
  const nearestNode = (path: Path): Node | null => {
    let found: Node | null = document.contents;
    for (const step of path) {
      const next: unknown = isCollection(found) ? found.get(step, true) : null;
      if (!isNode(next)) break;
      found = next;
    }
    return found;
  };
  return {
    value: readable ? document.toJS() : undefined,
    mistakes,
    lineOf: (path) => lineAt(nearestNode(path)?.range?.[0] ?? 0),
    lineOfKey: (path, key) => {
      const map = nearestNode(path);
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      return lineAt((isScalar(pair?.key) ? pair.key.range?.[0] : map?.range?.[0]) ?? 0);
    },
  };
}

/** The parser's words for a mistake, and its cure where one is known. */
function explain(code: string, message: string): string {
  const known = explanations[code];
  if (known !== undefined) return known;
  return `This is not YAML: ${message.split('\n')[0]?.replace(/\.?$/, '.')} Texts with signs such as : # * & or { need quotes.`;
}

const explanations: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'This field stands here twice. Keep one of the two.',
  TAB_AS_INDENT: 'A tab stands here. Indent with spaces.',
  BAD_INDENT: 'The indent fits nothing above. Give the fields of one entry the same indent.',
  MULTIPLE_DOCS: 'A second document begins here. Remove the line of three hyphens.',
};
