import { sql } from 'kysely';
import type { Db, Engine } from '../engine.ts';

/** What editors decided on stories: which became part of another, and which reports became a story of their own. */
export async function storyDecisions({ schema }: Db, { columns: { text, numbered } }: Engine): Promise<void> {
  await schema
    .alterTable('stories')
    .addColumn('mergedInto', 'bigint', (column) => column.references('stories.id'))
    .execute();
  // `stories.mergedInto` and `merge`.
  await schema
    .createIndex('storiesMerged')
    .on('stories')
    .column('mergedInto')
    .where(sql<boolean>`merged_into is not null`)
    .execute();

  await schema
    .createTable('storyDecisions')
    .addColumn('id', numbered.type, numbered.build)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('by', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('story', 'bigint', (column) => column.notNull().references('stories.id'))
    .addColumn('other', 'bigint', (column) => column.notNull().references('stories.id'))
    .addColumn('updates', text, (column) => column.notNull())
    .execute();
  // `storyDecisions.since`.
  await schema.createIndex('storyDecisionsByTime').on('storyDecisions').column('at').execute();
}
