import type { Terms } from '../../src/news/terms.ts';

/** What a channel asks for: a digest of five stories at eight in UTC, with alerts; a test names what matters to it. */
export const someTerms = (changes: Partial<Terms> = {}): Terms => ({
  cron: '0 8 * * *',
  zone: 'UTC',
  topics: [],
  limit: 5,
  leastGrade: null,
  languages: [],
  alerts: 'update',
  quiet: null,
  whenEmpty: 'line',
  ...changes,
});
