import { visibleText } from '../../message/visible.ts';
import { clip } from '../../news/excerpt.ts';

/** One line of what can be seen: white space of every kind becomes single spaces. */
export const oneLine = (value: string): string => visibleText(value).replaceAll(/\s+/g, ' ').trim();

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Escapes the three characters that carry meaning in a message's `text`, and cuts the result visibly at `limit`, never
 * through an entity. Source: docs.slack.dev/messaging/formatting-message-text.
 */
export function escapeText(value: string, limit: number): string {
  const escaped = visibleText(value).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
  if (escaped.length <= limit) return escaped;
  return `${clip(escaped, limit)
    .slice(0, -1)
    .replace(/&[a-z]*$/, '')}…`;
}
