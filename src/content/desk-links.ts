import { nearest } from '../news/nearest.ts';
import { isRoleKey } from '../news/role.ts';
import { otherTopic } from '../news/topic.ts';
import type { Path } from './located-yaml.ts';

/** What is wrong with the value at a place. */
export interface Finding {
  readonly path: Path;
  readonly text: string;
}

/**
 * What fields of a desk file say about one another: repeated ids, topics that do not exist, labels without a page they
 * rest on, more keys than editors. Takes the plain value of the file, right or wrong, so that these mistakes are told together with the others.
 */
export function checkLinks(file: unknown, lineOf: (path: Path) => number): readonly Finding[] {
  const topics = entries(file, 'topics');
  const sources = entries(file, 'sources');
  const known = topics.map(({ entry }) => entry.id).filter(isText);
  return [
    ...repeated(topics, lineOf),
    ...repeated(sources, lineOf),
    ...topics
      .filter(({ entry }) => entry.id === otherTopic)
      .map(({ path }) => ({
        path: [...path, 'id'],
        text: 'This is the topic of what fits no other. Name it otherwise.',
      })),
    ...trainedTwice(topics, lineOf),
    ...sources.flatMap(({ entry, path }) => checkSource(entry, path)),
    ...checkKeys(file),
    ...checkPace(file),
    ...entries(file, 'subscriptions').flatMap(({ entry, path }) => checkTopics(entry, path, known)),
  ];
}

function repeated(items: readonly Entry[], lineOf: (path: Path) => number): readonly Finding[] {
  const first = new Map<string, Path>();
  const findings: Finding[] = [];
  for (const { entry, path } of items) {
    if (!isText(entry.id)) continue;
    const place = [...path, 'id'];
    const before = first.get(entry.id);
    if (before === undefined) first.set(entry.id, place);
    else findings.push({ path: place, text: `Line ${lineOf(before)} has this id already. Give each its own.` });
  }
  return findings;
}

/** Trained weights tell one topic: a second that names them would never be found. */
function trainedTwice(topics: readonly Entry[], lineOf: (path: Path) => number): readonly Finding[] {
  return topics.flatMap(({ entry, path }, at) => {
    const first = topics.slice(0, at).find((other) => isText(entry.trained) && other.entry.trained === entry.trained);
    if (first === undefined) return [];
    const text = `Line ${lineOf([...first.path, 'trained'])} names these weights already. Remove one of the two.`;
    return [{ path: [...path, 'trained'], text }];
  });
}

function checkSource(source: Entry['entry'], path: Path): readonly Finding[] {
  const findings: Finding[] = [];
  const based = isText(source.basis);
  const { kind, reliability, stateMedia, feed, checked } = source;
  const tied = stateMedia === true || (isText(stateMedia) && ['public', 'funded', 'controlled'].includes(stateMedia));
  if (isText(reliability) && reliability !== 'F' && !based) {
    findings.push({
      path: [...path, 'reliability'],
      text: 'A reliability rests on a public page. Add basis: https://… or leave it at F.',
    });
  }
  if (tied && !based && !isText(source.ownership)) {
    findings.push({
      path: [...path, 'stateMedia'],
      text: 'A tie to a state rests on a public page. Add ownership: https://… or say unknown.',
    });
  }
  // Left out, it would read as "independent of every government", which must be somebody's decision.
  if (stateMedia === undefined && (kind === 'news' || kind === 'think_tank')) {
    findings.push({
      path,
      text: '"stateMedia" is missing. Expected one of none, public, funded, controlled, unknown, and said of every medium.',
    });
  }
  if (isText(checked) && checked !== 'unverified' && !isText(feed)) {
    findings.push({
      path: [...path, 'checked'],
      text: 'There is no feed that was checked. Add feed: or remove checked:.',
    });
  }
  return findings;
}

function checkTopics(subscription: Entry['entry'], path: Path, known: readonly string[]): readonly Finding[] {
  return list(subscription.topics).flatMap((topic, index) => {
    if (!isText(topic) || known.includes(topic)) return [];
    const meant = nearest(topic, known);
    const cure = meant === null ? `Topics of this desk: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
    return [{ path: [...path, 'topics', index], text: `This desk has no topic of this name. ${cure}` }];
  });
}

/**
 * An alert that needs more keys than there are editors could never be sent, as would come out when it is needed. How many
 * hold a role, only its platform knows.
 */
function checkKeys(file: unknown): readonly Finding[] {
  const { alerts, editors: named } = isRecord(file) ? file : {};
  const editors = list(named);
  if (editors.some((editor) => isText(editor) && isRoleKey(editor))) return [];
  const keys = isRecord(alerts) && isRecord(alerts.keys) ? alerts.keys : {};
  const { length } = editors;
  const text = `This desk names ${length === 1 ? '1 editor' : `${length} editors`}. Name more under editors:, or ask for fewer.`;
  return Object.entries(keys).flatMap(([level, needed]) =>
    typeof needed === 'number' && needed > length ? [{ path: ['alerts', 'keys', level], text }] : [],
  );
}

function checkPace(file: unknown): readonly Finding[] {
  const { feeds } = isRecord(file) ? file : {};
  const { shortest, longest } = isRecord(feeds) ? feeds : {};
  if (typeof shortest !== 'number' || typeof longest !== 'number' || shortest <= longest) return [];
  return [{ path: ['feeds', 'longest'], text: `It is less than feeds › shortest, ${shortest}. Exchange them.` }];
}

interface Entry {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

const entries = (file: unknown, name: string): readonly Entry[] =>
  list(isRecord(file) ? file[name] : null).flatMap((entry, index) =>
    isRecord(entry) ? [{ entry, path: [name, index] }] : [],
  );

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
