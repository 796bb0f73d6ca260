import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBench, type Run } from './support/bot-process.ts';
import { smallDesk } from './support/small-desk.ts';

const page = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8');
const examples = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);

const desk = smallDesk(`
editors: [terminal:local]
alerts: { keys: { flash: 1, urgent: 1 }, leastOwners: 1 }
subscriptions:
  - { channel: 'web:newsroom', name: newsroom, at: '0 8 * * *', limit: 5, alerts: true }
`);

describe('what the page about the API shows', () => {
  const bench = createBench();
  let bot: Run;
  let address: string;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    settings = { SITREP_DESK: bench.file('desk.yaml', desk), SITREP_DATA_DIR: bench.folder() };
    bot = bench.run('main.ts', settings);
    await vi.waitFor(() => expect(bot.out()).toMatch(/^Ready/m), { timeout: 15_000, interval: 50 });
    address = /Newsroom +(http:\S+)/.exec(bot.out())?.[1] ?? '';
  });
  afterAll(() => bench.clean());

  async function sitrep(line: string): Promise<string> {
    const run = bench.run('cli.ts', settings, line.split(' '));
    expect(await run.exit).toBe(0);
    return run.out();
  }
  const makeToken = async (line: string): Promise<string> =>
    /sitrep_\S+/.exec(await sitrep(`token create ${line}`))?.[0] ?? '';

  const delivered = (words: RegExp): Promise<void> =>
    vi.waitFor(async () => expect(await sitrep('deliveries')).toMatch(words), { timeout: 15_000, interval: 500 });

  /** Asks as an example for curl does. */
  function run(example: string, token: string): Promise<Response> {
    const line = example
      .replace('$SITREP', address)
      .replace('$TOKEN', token)
      .replace('/7', '/1')
      .replace('"nato"', '"one"');
    const [, method = ''] = /-X (\w+)/.exec(line) ?? [];
    const [, url = ''] = /"(http:[^"]+)"/.exec(line) ?? [];
    const [, body] = /-d '(.*)'/.exec(line) ?? [];
    const headers = [...line.matchAll(/-H (['"])([^:]+): (.*)\1/g)].map(([, , name = '', value = '']) => [name, value]);
    return fetch(url, { method, headers: Object.fromEntries(headers), ...(body === undefined ? {} : { body }) });
  }

  it('runs, one example after the other', async () => {
    const token = await makeToken('wire --scopes alerts:send,alerts:read,alerts:approve,alerts:correct,updates:write');
    const told: string[] = [];
    for (const example of examples('sh')) {
      const answer = await run(example, token);
      const { error } = await answer.json();
      told.push(`${/-X (\w+)/.exec(example)?.[1]} ${answer.status} ${error?.message ?? 'done'}`);
      // What is withdrawn before it is out is not delivered.
      if (told.length === 1) await delivered(/delivered · alert to #newsroom/);
    }
    const sent = expect.stringMatching(/^POST 409 Alert 1 was sent already/);
    const amended = Array(3).fill('POST 200 done');
    const added = 'POST 200 done';
    expect(told).toEqual(['POST 201 done', 'GET 200 done', 'GET 200 done', sent, sent, sent, sent, ...amended, added]);
    expect(await sitrep('search Allies')).toContain('Allies hold talks in Brussels');
    const shown = await run(examples('sh')[2] ?? '', token);
    expect((await shown.json()).alert).toMatchObject({ headline: 'Ministers meet in Vilnius', state: 'withdrawn' });
    await delivered(/delivered · amendment to #newsroom/);
  });

  it('signs as it says', async () => {
    const folder = bench.folder();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(join(folder, 'public.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    await sitrep(`token create signer --scopes alerts:send --public-key ${join(folder, 'public.pem')}`);
    const [code = ''] = examples('js');
    writeFileSync(join(folder, 'example.mjs'), code);
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], {
      cwd: folder,
      env: { ...process.env, SITREP: address },
    });
    expect(stdout).toMatch(/^201 .*"headline":"Talks end in Geneva".*"id":"api:signer"/);
  });

  it('ends for a token that a terminal revokes while the bot runs', async () => {
    const token = await makeToken('short --scopes alerts:read --expires 1');
    const list = examples('sh')[1] ?? '';
    expect((await run(list, token)).status).toBe(200);
    await sitrep('token revoke short');
    expect((await run(list, token)).status).toBe(401);
    expect(bot.err()).toContain('The token short no longer works');
    expect(bot.err()).not.toContain(token);
  });
});
