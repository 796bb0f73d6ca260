import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../harness/data-folder.ts';
import { modelFile, trainStories } from './train.ts';

const usage = `Usage: npm run train:stories -- --data DIR

Learns how to group from the labelled headlines in DIR/clustering, and writes src/news/grouping/story-model.json.`;

const data = dataFolder(process.argv.slice(2));
if (data === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const model = trainStories(data);
  const file = fileURLToPath(new URL('../../src/news/grouping/story-model.json', import.meta.url));
  writeFileSync(file, modelFile(model));
  console.log(
    `${model.headline.trees.length} trees for headlines and ${model.summary.trees.length} for summaries: ${file}`,
  );
}
