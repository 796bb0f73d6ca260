import { DiscordAPIError, HTTPError, REST, type RESTGetAPIUserResult, Routes } from 'discord.js';
import { UserError } from '../../news/user-error.ts';

/** Asks Discord whose token this is, and returns that in words. Throws `UserError` that names the setting to mend. */
export async function checkDiscord({
  token,
  apiUrl,
}: {
  readonly token: string;
  readonly apiUrl: string;
}): Promise<string> {
  const rest = new REST({ api: apiUrl, retries: 0, timeout: 10_000 }).setToken(token);
  try {
    // The cast: the REST client leaves the shape of an answer to its caller.
    const who = (await rest.get(Routes.user())) as RESTGetAPIUserResult;
    return `the token belongs to @${who.username}.`;
  } catch (cause) {
    const refused = (cause instanceof DiscordAPIError || cause instanceof HTTPError) && cause.status === 401;
    throw new UserError(
      refused
        ? 'Discord does not accept DISCORD_TOKEN. Copy it anew from the page "Bot" at https://discord.com/developers/applications.'
        : `Discord cannot be reached at ${apiUrl}. Is there a network?`,
      { cause },
    );
  }
}
