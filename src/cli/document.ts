import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Config } from '../config.ts';
import { fetchFeed } from '../feeds/fetch.ts';
import type { Document } from '../feeds/parse.ts';
import { publicWeb } from '../feeds/public-web.ts';
import { UserError } from '../news/user-error.ts';

/**
 * The document that a person names: a file, an address, or `-` for standard input. What HTTP would have said of bytes that
 * were fetched by other means stands in the environment: `FEED_URL` and `FEED_CONTENT_TYPE`. Throws `UserError`.
 */
export async function documentAt(place: string, config: Pick<Config, 'userAgent'>): Promise<Document> {
  const origin = { contentType: process.env.FEED_CONTENT_TYPE || null, url: process.env.FEED_URL || null };
  if (place === '-') return { bytes: await buffer(process.stdin), ...origin };
  if (/^https?:\/\//i.test(place)) {
    // Whoever types an address may mean one of their own network; to which other host it redirects, they did not say.
    const fetch = publicWeb({ allow: [URL.parse(place)?.host ?? ''] });
    const fetched = await fetchFeed({ url: place, userAgent: config.userAgent, fetch });
    if (fetched.kind === 'fresh') return { bytes: fetched.bytes, contentType: fetched.contentType, url: fetched.base };
    throw new UserError(
      `${place}: ${fetched.kind === 'failed' ? fetched.problem : 'the server says that nothing changed'}`,
    );
  }
  try {
    // npm and the launcher change the directory and say where the person stood.
    const path = resolve(process.env.INIT_CWD ?? '.', place);
    return { bytes: await readFile(path), ...origin };
  } catch (cause) {
    throw new UserError(`${place} cannot be read: give the path of a file, or an address that begins with https://.`, {
      cause,
    });
  }
}
