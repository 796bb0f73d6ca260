import type { Explainer, Section } from '../content/explainer.ts';
import type { Explanation } from '../desk/explain.ts';
import { actions, ask, heading, link, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { storyBlock } from './story-block.ts';

/** A background text with its sources, its neighbours and the newest story of its topic. */
export function layoutExplanation({ explainer, related, newest }: Explanation): Message {
  const blocks: Block[] = [heading(explainer.title), ...explainer.sections.flatMap(sectionBlocks)];
  blocks.push(note(text('Sources: '), ...sourceLinks(explainer), text(`. Reviewed ${explainer.reviewed}.`)));
  if (newest !== null) blocks.push(paragraph(strong('Newest on this topic')), storyBlock(newest, null));
  const buttons = related.slice(0, 4).map(({ id, title }) => ask(title, 'explain', { subject: id }));
  if (buttons.length > 0) blocks.push(actions(...buttons));
  return { tone: 'routine', summary: explainer.title, blocks };
}

function sectionBlocks({ title, passages }: Section): readonly Block[] {
  return [
    paragraph(strong(title)),
    ...passages.map((passage) =>
      passage.kind === 'paragraph' ? paragraph(passage.text) : list(passage.items.map((item) => [text(item)])),
    ),
  ];
}

const sourceLinks = ({ sources }: Explainer): readonly Inline[] =>
  sources.flatMap(({ name, url }, at) => [...(at === 0 ? [] : [text('; ')]), link(name, url)]);

/** Which subjects are explained. */
export function layoutExplainers(explainers: readonly Explainer[]): Message {
  return {
    tone: 'routine',
    summary: `${explainers.length} subjects are explained.`,
    blocks: [
      heading('Subjects explained'),
      list(explainers.map(({ id, title }) => [strong(`/explain ${id}`), text(` · ${title}`)])),
    ],
  };
}
