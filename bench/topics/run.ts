import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../harness/data-folder.ts';
import { readCorpus } from './corpus.ts';
import { trainTopics, weightsFile } from './train.ts';

const usage = `Usage: npm run train:topics -- --data DIR

Learns the weights of the topics from the labelled texts in DIR/topics, and writes src/news/topic-weights.json.`;

const data = dataFolder(process.argv.slice(2));
if (data === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const weights = trainTopics(readCorpus(data));
  const file = fileURLToPath(new URL('../../src/news/topic-weights.json', import.meta.url));
  writeFileSync(file, weightsFile(weights));
  console.log(`${weights.words.length} words and pairs, learned from ${weights.texts} texts: ${file}`);
}
