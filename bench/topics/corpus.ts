import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type TrainedTopic, trainedTopics } from '../../src/news/topic.ts';

/** A text whose topic somebody told, or that its publisher filed under one. */
export interface LabelledText {
  readonly set: 'sentences' | 'headlines' | 'round-ups';
  readonly title: string;
  readonly summary: string | null;
  /** Null for what is known to be none of the trained topics; in round-ups, for what is no commentary. */
  readonly topic: TrainedTopic | null;
  /** Texts that say nearly the same have the same: they must not be learned from and judged by at once. */
  readonly group: number;
}

const row = z.object({ id: z.string(), text: z.string(), summary: z.string().optional(), topic: z.string() });
type Row = z.output<typeof row>;

const files = [
  ['sentences', 'plover-plv.train.jsonl'],
  ['headlines', 'baly-allsides.jsonl'],
  ['round-ups', 'allsides2021-opinion.jsonl'],
] as const;

/** Reads the labelled texts in the folder `topics` of a folder with test data, always in the same order. */
export function readCorpus(folder: string): readonly LabelledText[] {
  const rows = files.flatMap(([set, file]) =>
    readFileSync(join(folder, 'topics', file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ set, ...row.parse(JSON.parse(line)) })),
  );
  const groups = groupsOf(rows);
  return rows.map(({ set, text, summary = null, topic }, at) => ({
    set,
    title: text,
    summary,
    topic: topicBy(topic),
    group: groups[at] ?? at,
  }));
}

function topicBy(label: string): TrainedTopic | null {
  const id = label === 'economy' ? 'sanctions' : label;
  return trainedTopics.find((topic) => topic === id) ?? null;
}

const RUN = 6;

/** The first text that shares a run of words with each, or its round-up, over any number of steps. */
function groupsOf(rows: readonly (Row & { readonly set: string })[]): readonly number[] {
  const parents = rows.map((_, at) => at);
  const root = (at: number): number => {
    const parent = parents[at] ?? at;
    return parent === at ? at : root(parent);
  };
  const seen = new Map<string, number>();
  for (const [at, { set, id, text }] of rows.entries()) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const runs = words.slice(RUN - 1).map((_, from) => words.slice(from, from + RUN).join(' '));
    const roundUp = set === 'round-ups' ? [`round-up ${id.split('-')[1]}`] : [];
    for (const key of [words.join(' '), ...runs, ...roundUp]) {
      const other = seen.get(key);
      if (other === undefined) seen.set(key, at);
      else parents[Math.max(root(at), root(other))] = Math.min(root(at), root(other));
    }
  }
  return rows.map((_, at) => root(at));
}
