import type { Headline } from './report.ts';
import { createStoryIndex } from './story-index.ts';
import { type StoryModel, storyModel } from './story-model.ts';

/** Groups headlines one after another, as the desk does while they arrive: each gets the number of its story, from 1 on. */
export function createReplay(model: StoryModel = storyModel): (headline: Headline) => number {
  const index = createStoryIndex(model);
  let stories = 0;
  return (headline) => {
    const match = index.match(headline);
    if (match === null) stories += 1;
    const story = match?.story ?? stories;
    index.add(headline, story);
    return story;
  };
}
