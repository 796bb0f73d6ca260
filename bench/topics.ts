import { fileURLToPath } from 'node:url';
import { loadDeskFile } from '../src/content/desk-file.ts';
import { otherTopic, type Topic, type TopicVerdict, trainedTopics } from '../src/news/topic.ts';
import { createTopicJudge } from '../src/news/topic-judge.ts';
import { createWordCounter } from '../src/news/topic-words.ts';
import { type Bench, type Figure, figure } from './harness/bench.ts';
import { type LabelledText, readCorpus } from './topics/corpus.ts';
import { crossValidated } from './topics/folds.ts';
import { trainNaiveBayes } from './topics/naive-bayes.ts';
import { type Judged, macroF1, scoreOf } from './topics/score.ts';
import { trainTopics } from './topics/train.ts';

const PARTS = 5;
/** Few sentences are of the rarest topic: dealt once, luck would show. */
const DEALS = 3;
const goal = { bound: 'at least', value: 0.75 } as const;
/** No sentence of that set is commentary. */
const topicsOf = { sentences: trainedTopics.slice(0, 3), headlines: trainedTopics } as const;

export const bench: Bench = {
  name: 'topics',
  summary: `Topics of the labelled texts in DIR/topics (--data DIR), each judged by what the other ${PARTS - 1} of ${PARTS} parts taught, dealt ${DEALS} times; without the names of sources, which give commentary away.`,
  async run({ data, progress }) {
    if (data === null) throw new Error('bench topics: name the folder with the labelled texts, --data DIR');
    const texts = readCorpus(data);
    const { about, topics } = await loadDeskFile(fileURLToPath(new URL('../content/desk.yaml', import.meta.url)));
    progress(`${texts.length} texts: learning ${PARTS} times from each of ${DEALS} deals`);
    const dealt = Array.from({ length: DEALS }, () => texts).flat();
    const inDeals = <Verdict>(learn: (rest: readonly LabelledText[]) => (text: LabelledText) => Verdict) =>
      Array.from({ length: DEALS }, (_, deal) => crossValidated(texts, { parts: PARTS, deal }, learn)).flat();
    const verdicts = inDeals((rest) => createTopicJudge({ about, topics }, trainTopics(rest)));
    return [
      ...figuresOf(
        dealt,
        verdicts.map(({ topic }) => topic),
      ),
      ...macros('words of the desk alone', texts, texts.map(mostWords(topics))),
      ...macros('naive Bayes', dealt, inDeals(trainNaiveBayes)),
      ...calibration(dealt, verdicts),
      speed(texts, createTopicJudge({ about, topics })),
    ];
  },
};

function figuresOf(texts: readonly LabelledText[], found: readonly string[]): readonly Figure[] {
  const commentary = texts.flatMap(({ set, topic }, at): Judged[] => {
    const form = (id: string | null | undefined) => (id === 'analysis' ? id : 'news');
    return set === 'round-ups' ? [{ expected: form(topic), found: form(found[at]) }] : [];
  });
  return [
    ...macros('', texts, found),
    ...(['sentences', 'headlines'] as const).flatMap((set) =>
      topicsOf[set].flatMap((topic) => partsOf(`${set}, ${topic}`, judged(texts, found, [set]), topic)),
    ),
    ...partsOf('round-ups, commentary told from news', commentary, 'analysis'),
  ];
}

function macros(name: string, texts: readonly LabelledText[], found: readonly string[]): readonly Figure[] {
  const own = name === '';
  const of = (title: string, sets: readonly LabelledText['set'][], topics: readonly string[]) =>
    figure(
      `${own ? '' : `${name}: `}macro-F1, ${title}`,
      macroF1(judged(texts, found, sets), topics),
      'F1',
      own ? goal : null,
    );
  return [
    of('sentences and headlines', ['sentences', 'headlines'], trainedTopics),
    of('sentences', ['sentences'], topicsOf.sentences),
    of('headlines', ['headlines'], topicsOf.headlines),
  ];
}

function partsOf(name: string, judged: readonly Judged[], topic: string): readonly Figure[] {
  const { precision, recall, f1 } = scoreOf(judged, topic);
  return [
    figure(`${name}: precision`, precision, ''),
    figure(`${name}: recall`, recall, ''),
    figure(`${name}: F1`, f1, 'F1'),
  ];
}

const judged = (
  texts: readonly LabelledText[],
  found: readonly string[],
  sets: readonly LabelledText['set'][],
): readonly Judged[] =>
  texts.flatMap(({ set, topic }, at) =>
    sets.includes(set) ? [{ expected: topic ?? otherTopic, found: found[at] ?? otherTopic }] : [],
  );

/** The topic most of whose words a text holds. */
function mostWords(topics: readonly Topic[]): (text: LabelledText) => string {
  const wordsOf = createWordCounter(topics);
  return (text) => {
    const counts = wordsOf(text);
    const most = Math.max(...counts);
    return most === 0 ? otherTopic : (topics[counts.indexOf(most)]?.id ?? otherTopic);
  };
}

/** Of what was given a topic with a confidence of 0.4 to 0.5, 0.5 to 0.6 and so on: how often that was right. */
function calibration(texts: readonly LabelledText[], verdicts: readonly TopicVerdict[]): readonly Figure[] {
  const told = verdicts.flatMap(({ topic, confidence }, at) => {
    const text = texts[at];
    return topic === otherTopic || text === undefined || text.set === 'round-ups'
      ? []
      : [{ confidence, right: text.topic === topic }];
  });
  return [0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((from) => {
    const those = told.filter(({ confidence }) => confidence >= from && (confidence < from + 0.1 || from === 0.9));
    const mean = those.reduce((sum, { confidence }) => sum + confidence, 0) / those.length;
    const right = those.filter((one) => one.right).length / those.length;
    return figure(`right of ${those.length} with confidence ${mean.toFixed(2)}`, right, '');
  });
}

/** The least of several rounds, in time of the processor: what else the machine does is not measured. */
function speed(texts: readonly LabelledText[], judge: (text: LabelledText) => unknown): Figure {
  const rounds = Array.from({ length: 5 }, () => {
    const began = process.cpuUsage();
    for (const text of texts) judge(text);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / texts.length;
  });
  return figure('time for one text', Math.min(...rounds), 'µs', { bound: 'at most', value: 50 });
}
