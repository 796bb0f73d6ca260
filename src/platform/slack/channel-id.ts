import { type Channel, personOf } from '../../news/channel.ts';

/** First letters: docs.slack.dev/apis/web-api/using-the-conversations-api. The rest is as every id that was ever seen. */
const channelId = /^[CGD][A-Z0-9]{1,30}$/;
const userId = /^[UW][A-Z0-9]{1,30}$/;

/** Why no channel of Slack can bear this id, in words for people; null where one can. */
export function wrongId(channel: Channel): string | null {
  const person = personOf(channel);
  if (person === null ? channelId.test(channel.id) : userId.test(person)) return null;
  const shown = JSON.stringify(channel.id.slice(0, 40));
  return `${shown} is not the id of a channel on Slack (C… or G…) or of a person (@U…). Subscribe by asking in the channel itself.`;
}
