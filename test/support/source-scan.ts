/** One import, re-export, dynamic import or worker address of a source file. */
export interface Import {
  readonly specifier: string;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

const literal = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const literalOrComment = new RegExp(`(${literal.source})|${comment.source}`, 'g');

/** The source without its comments; lines keep their numbers. */
export function codeOf(source: string): string {
  return source.replace(literalOrComment, (whole, kept?: string) => kept ?? whole.replace(/[^\n]/g, ''));
}

const statement = /^\s*(import|export)\s+(type\s+)?([^'"`;=()]*?\bfrom\s*)?['"]([^'"\n]+)['"]/gm;
const call = /\b(?:import\(|new URL\()\s*['"](\.[^'"\n]+\.ts)['"]/g;

/** What a source file imports, by the text of its import statements. */
export function importsOf(source: string): readonly Import[] {
  const code = codeOf(source);
  const statements = [...code.matchAll(statement)].map(([, , type, names = '', specifier = '']) => ({
    specifier,
    typeOnly: type !== undefined || onlyTypes(names),
  }));
  const calls = [...code.matchAll(call)].map(([, specifier = '']) => ({ specifier, typeOnly: false }));
  return [...statements, ...calls];
}

/** `{ type A, type B } from`; an import for its effects names nothing and is none. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}\s*from/.exec(names)?.[1];
  const imported = (inner ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return imported.length > 0 && imported.every((name) => name.startsWith('type '));
}
