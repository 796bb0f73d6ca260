import { type Channel, personOf } from '../../news/channel.ts';

/** Ids of channels and people are numbers of 64 bits: reference, "Snowflakes". Those since 2015 have 17 digits or more. */
const snowflake = /^\d{17,20}$/;

/** Why no channel of Discord can bear this id, in words for people; null where one can. */
export function wrongId(channel: Channel): string | null {
  if (snowflake.test(personOf(channel) ?? channel.id)) return null;
  const shown = JSON.stringify(channel.id.slice(0, 40));
  return `${shown} is not the id of a channel on Discord (a number of some 18 digits) or of a person (@ and such a number). Subscribe by asking in the channel itself.`;
}
