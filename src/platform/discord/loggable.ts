import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

/**
 * An error of the library without the address and the body of its request: the address of an interaction holds a token with
 * which anybody could answer in the bot's name for 15 minutes.
 */
export function loggable(error: unknown): unknown {
  if (error instanceof DiscordAPIError) {
    return { type: error.name, message: error.message, code: error.code, status: error.status, method: error.method };
  }
  if (error instanceof HTTPError) {
    return { type: error.name, message: error.message, status: error.status, method: error.method };
  }
  if (error instanceof RateLimitError) {
    return { type: error.name, route: error.route, retryAfter: error.retryAfter, global: error.global };
  }
  return error;
}
