import { expect, it } from 'vitest';
import { asking, editor, openFrontDesk } from '../support/bundled-desk.ts';
import { describeEngines } from '../support/databases.ts';
import { anUpdate, NOON } from '../support/news.ts';
import { aChannel } from '../support/room.ts';

describeEngines('/story', ({ open }) => {
  async function twoStories() {
    const house = await openFrontDesk(await open());
    await house.desk.take([
      anUpdate({ title: 'Alpha talks begin', published: NOON - 1 }),
      anUpdate({ title: 'Storm shuts the port of Odesa' }),
    ]);
    return { ...house, ask: asking(house.frontDesk), reader: asking(house.frontDesk, { id: 'reader' }) };
  }

  it.each(['/story merge 1 2', '/story 1 merge 2', '/story id:1 action:merge numbers:2', '/story merge 1 numbers:2'])(
    'merges by %s, for the editor alone to see',
    async (line) => {
      const { ask } = await twoStories();
      const { audience, tone, words } = await ask(line);
      expect([audience, tone]).toEqual(['asker', 'routine']);
      expect(words).toMatch(/^Story 2 is part of story 1 now\./);
      expect(words).toContain('To undo it: /story split 1 2.');
    },
  );

  it('of one that became part of another shows that one to everybody, and says so', async () => {
    const { ask, reader } = await twoStories();
    await ask('/story merge 1 2');
    const { audience, words } = await reader('/story 2');
    expect(audience).toBe('channel');
    expect(words).toMatch(/^Story 2 is part of story 1\. Alpha talks begin/);
    expect((await reader('/story 1')).words).not.toContain('is part of');
  });

  it('splits as the answer to a merge says, and merges as the answer to a split does', async () => {
    const { ask, reader } = await twoStories();
    const undo = (words: string) => /To undo it: (\/story [\w ,]+)/.exec(words)?.[1] ?? '';
    const merged = await ask('/story merge 1 2');
    const split = await ask(undo(merged.words));
    expect(split.words).toMatch(/^Story 3 came out of story 1\..*Storm shuts.*Alpha talks begin/);
    expect((await reader('/story 3')).words).toContain('Storm shuts');
    expect((await ask(undo(split.words))).words).toContain('Story 3 is part of story 1 now.');
  });

  it('takes typed options, with spaces between the numbers', async () => {
    const { ask, frontDesk, desk } = await twoStories();
    await desk.take([anUpdate({ title: 'Bravo refinery burns near Samara', published: NOON - 2 })]);
    await ask('/story merge 1 2');
    await ask('/story merge 1 3');
    const input = { id: 1, action: 'split', numbers: '1, 3' };
    const answer = await frontDesk.ask({ command: 'story', input, asker: editor, channel: aChannel() });
    expect(answer.message.summary).toBe('Story 4 came out of story 1.');
    expect((await desk.story(4)).reports).toHaveLength(2);
  });

  it('lets nobody else decide', async () => {
    const { reader, store } = await twoStories();
    for (const line of ['/story merge 1 2', '/story split 1 1']) {
      const { tone, audience, words } = await reader(line);
      expect([tone, audience]).toEqual(['problem', 'asker']);
      expect(words).toContain('Only editors of the desk may use /story for that.');
    }
    expect(await store.storyDecisions.newest()).toBe(0);
  });

  it.each([
    ['/story merge 1', 'Say which one story it takes in: /story merge 1 14.'],
    ['/story merge 1 2,3', 'Say which one story it takes in'],
    ['/story split 1', 'Say which reports leave it, by their places from the earliest: /story split 1 2,3.'],
    ['/story 1 2', 'Say what to do with them: /story merge 1 14, or /story split 1 2,3.'],
    ['/story split 1 2,x', 'I do not understand “2,x” in /story.'],
    ['/story split 1 numbers:-2', 'numbers does not take “-2”.'],
    ['/story merge 1 1', 'cannot become part of itself'],
    ['/story merge 1 999999999', 'There is no story 999999999.'],
  ])('answers %s with what to do', async (line, why) => {
    const { ask, errors } = await twoStories();
    const { tone, words } = await ask(line);
    expect([tone, words]).toEqual(['problem', expect.stringContaining(why)]);
    expect(errors).toEqual([]);
  });
});
