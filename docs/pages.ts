import { fileURLToPath } from 'node:url';
import { commandsFor } from '../commands/index.ts';
import { settingsTable } from '../src/config/settings.ts';
import { loadDeskFile } from '../src/content/desk-file.ts';
import { routesFor } from '../src/platform/api/routes.ts';
import { apiPage } from './api.ts';
import { commandsPage } from './commands.ts';
import { envExample, settingsPage } from './settings.ts';
import { sourcesPage } from './sources.ts';

/** A file whose content is read off the code. */
export interface Page {
  /** From the project's root. */
  readonly path: string;
  content(): Promise<string>;
}

const bundledDesk = () => loadDeskFile(fileURLToPath(new URL('../content/desk.yaml', import.meta.url)));

/** Every generated file: `npm run docs` writes them, and a test finds those that are stale. */
export const pages: readonly Page[] = [
  { path: '.env.example', content: async () => envExample(settingsTable()) },
  { path: 'docs/settings.md', content: async () => settingsPage(settingsTable()) },
  { path: 'docs/commands.md', content: async () => commandsPage(commandsFor(await bundledDesk())) },
  { path: 'docs/api.md', content: async () => apiPage(routesFor(await bundledDesk())) },
  { path: 'docs/sources.md', content: async () => sourcesPage(await bundledDesk()) },
];
