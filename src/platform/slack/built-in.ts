/**
 * The names of Slack's own commands (slack.com/help/articles/201259356), without the slash. No app can have them: a
 * manifest with `/status` in it is refused as a whole, and what is typed there goes to Slack itself.
 */
export const builtIn: ReadonlySet<string> = new Set(
  (
    'active apps archive away call close collapse dm dnd expand feed feedback huddle invite join kick leave me msg mute ' +
    'open part prefs remind remove rename search shortcuts shrug star status topic who'
  ).split(' '),
);
