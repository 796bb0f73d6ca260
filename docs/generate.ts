import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const { path, content } of pages) {
  writeFileSync(new URL(`../${path}`, import.meta.url), await content());
  console.log(`wrote ${path}`);
}
