import { type Terms, usualTerms } from '../../src/news/terms.ts';

/** What a channel asks for: a digest of five stories at eight in UTC, with alerts; a test names what matters to it. */
export const someTerms = (changes: Partial<Terms> = {}): Terms => ({
  ...usualTerms,
  zone: 'UTC',
  limit: 5,
  ...changes,
});
