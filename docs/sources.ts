import type { DeskFile } from '../src/content/desk-file.ts';
import { type Bloc, blocs, type Source, type SourceKind, sourceKinds } from '../src/news/source.ts';

/** The page `docs/sources.md`: a table for each kind and bloc, in the order of the desk file. */
export function sourcesPage({ name, sources }: Pick<DeskFile, 'name' | 'sources'>): string {
  const kinds = sourceKinds.flatMap((kind) => {
    const ofKind = sources.filter((source) => source.kind === kind);
    if (ofKind.length === 0) return [];
    const tables = blocs.flatMap((bloc) =>
      table(
        bloc,
        ofKind.filter((source) => source.bloc === bloc),
      ),
    );
    return [`## ${kindNames[kind]} (${ofKind.length})`, ...tables];
  });
  return `# Sources of the ${name} desk

What each letter means stands in the explainer \`/explain grades\`; how sources are rated stands above the list in
\`content/desk.yaml\`, where they are changed.

${kinds.join('\n\n')}
`;
}

function table(bloc: Bloc, sources: readonly Source[]): readonly string[] {
  if (sources.length === 0) return [];
  const rows = [
    [
      'Source',
      'Owner',
      'Country',
      'State',
      'Reliability',
      'Labels reviewed',
      'Language',
      'Feed',
      'Feed last seen working',
    ],
    Array.from({ length: 9 }, () => '---'),
    ...sources.map((source) => [
      `${cell(source.name)} (\`${source.id}\`)`,
      source.ownership === null ? cell(source.owner) : `${cell(source.owner)}, ${link('page', source.ownership)}`,
      source.country,
      source.kind === 'government' ? '' : source.stateMedia,
      source.basis === null ? source.reliability : `${source.reliability}, ${link('basis', source.basis)}`,
      source.reviewed ?? 'never',
      source.language,
      source.feed === null ? 'none' : link(new URL(source.feed).hostname, source.feed),
      source.feed === null ? '' : (source.verified ?? 'unverified'),
    ]),
  ];
  return [`### ${blocNames[bloc]}`, rows.map((row) => `| ${row.join(' | ')} |`).join('\n')];
}

const cell = (text: string): string => text.replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
// Angle brackets let an address hold round ones; a bar would end the cell.
const link = (text: string, url: string): string => `[${cell(text)}](<${new URL(url).href.replaceAll('|', '%7C')}>)`;

const kindNames: Readonly<Record<SourceKind, string>> = {
  news: 'News',
  think_tank: 'Think tanks',
  government: 'Governments and international bodies',
  editor: 'Editors',
  archive: 'Archive',
};

const blocNames: Readonly<Record<Bloc, string>> = {
  russia: 'Russia',
  ukraine: 'Ukraine',
  nato: 'NATO members, EU and partners',
  other: 'Other',
  independent: 'Independent',
  unknown: 'Unknown',
};
