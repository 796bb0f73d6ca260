import { expect, it } from 'vitest';
import { renderSlack } from '../../../src/platform/slack/render.ts';
import { faultsOf, giantFaults, kindNames, type Look, sample } from '../../support/hostile-news.ts';
import { news, parcel, sender, slack } from './sending.ts';

const look: Look = (judge, message) => judge.slack(renderSlack(message));

it.each(kindNames)('no text from outside comes to life in the kind "%s"', (kind) => {
  expect(faultsOf(kind, look)).toEqual([]);
});

it('nor one that is far too long', () => {
  expect(giantFaults(look)).toEqual([]);
});

it('Slack takes all of them, and is told to look for nothing in them', async () => {
  const through = sender();
  const pages = sample.flatMap(renderSlack);
  for (const [at, payload] of pages.entries()) await through.post(parcel({ delivery: `hostile-${at}`, payload }));
  const posts = slack.posts(news.id);
  expect(posts.map(({ blocks }) => blocks)).toEqual(pages.map(({ blocks }) => blocks));
  for (const { sent } of posts) {
    expect(sent).toMatchObject({ parse: 'none', mrkdwn: false, unfurl_links: false, unfurl_media: false });
    expect(sent).not.toHaveProperty('link_names');
  }
  expect(slack.workspace.failures).toEqual([]);
});
