import { settingsTable } from '../src/config/settings.ts';
import { envExample, settingsPage } from './settings.ts';

/** A file whose content is read off the code. */
export interface Page {
  /** From the project's root. */
  readonly path: string;
  content(): string;
}

/** Every generated file: `npm run docs` writes them, and a test finds those that are stale. */
export const pages: readonly Page[] = [
  { path: '.env.example', content: () => envExample(settingsTable()) },
  { path: 'docs/settings.md', content: () => settingsPage(settingsTable()) },
];
