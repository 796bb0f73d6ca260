import * as z from 'zod';
import { tokenScopes } from '../src/news/token.ts';
import { alertAnswer } from '../src/platform/api/alert-answer.ts';
import { problems } from '../src/platform/api/problem.ts';
import { PER_MINUTE } from '../src/platform/api/rate.ts';
import type { Route } from '../src/platform/api/route.ts';

const intro = `# API

Programs write, send, approve, correct, withdraw and read breaking alerts over HTTP, and add updates, on the newsroom's port.
\`GET /api/openapi.json\` describes the same for tools, as OpenAPI 3.1.

## Who asks

\`\`\`
npm run sitrep -- token create wire --scopes alerts:send,alerts:read --expires 90
npm run sitrep -- token list
npm run sitrep -- token revoke wire
\`\`\`

The first prints a token, once: the store keeps a hash. It goes along as \`Authorization: Bearer\`. Scopes are
${tokenScopes.map((scope) => `\`${scope}\``).join(', ')}; \`alerts:send\` includes \`alerts:draft\`. To the desk, the holder of
the token is the person \`api:wire\` with the name \`wire (API)\`: it has the key of an author, or of another editor with
\`alerts:approve\`, never both to one alert. With \`alerts:correct\` it corrects, withdraws or closes whatever was
sent, whoever wrote it, without a second key. With \`updates:write\` it speaks for every source of the desk file:
give it to programs that you would let edit the news. A token makes at most ${PER_MINUTE} requests a minute. One that is revoked, also from
another process, does nothing more: what it asked and is still being read is refused.

The server speaks plain HTTP: on any network but your own, put a proxy with TLS before it, or let the token sign.

## Once

Every POST bears an \`Idempotency-Key\`, a name that the program gives the request. Whoever gets no answer asks again under the
same key: nothing is done twice, and the answer is the first one, with \`Idempotency-Replayed: true\`; while that is still being
made, the second waits for it. Keys are each token's own and
are kept for thirty days. A request that is refused has done nothing and leaves its key free.
`;

const signing = `## Signed requests

A token can hold a public key in place of a secret. Then nothing secret lies in the store or goes over the network, and what is
overheard cannot be used again: a signed request is taken once, within five minutes of its time.

\`\`\`
openssl genpkey -algorithm ed25519 -out key.pem
openssl pkey -in key.pem -pubout -out public.pem
npm run sitrep -- token create signer --scopes alerts:send --public-key public.pem
\`\`\`

\`Sitrep-Signature\` is the signature in base64 over these lines: \`v1\`, the time in seconds as in \`Sitrep-Timestamp\`, the method,
the path with its query, the \`Idempotency-Key\` (an empty line where there is none), and the body byte by byte. To ask the same again,
sign it anew with a later time, under the same \`Idempotency-Key\`. In Node:

\`\`\`js
import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const body = JSON.stringify({ headline: 'Talks end in Geneva', override: 'Seen by our own correspondent' });
const [time, key] = [String(Math.floor(Date.now() / 1000)), 'geneva-1'];
const text = ['v1', time, 'POST', '/api/alerts', key, body].join('\\n');
const answer = await fetch(\`\${process.env.SITREP}/api/alerts\`, {
  method: 'POST',
  body,
  headers: {
    Authorization: 'Sitrep signer',
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
    'Sitrep-Timestamp': time,
    'Sitrep-Signature': sign(null, Buffer.from(text), readFileSync('key.pem')).toString('base64'),
  },
});
console.log(answer.status, await answer.text());
\`\`\`
`;

/** The page \`docs/api.md\`: what programs may ask, with examples that run. */
export function apiPage(routes: readonly Route[]): string {
  return [
    intro,
    '## What may be asked',
    '',
    'In the examples, `$SITREP` is the address of the newsroom, for example `http://127.0.0.1:8080`, and `$TOKEN` a token.',
    '',
    ...routes.flatMap(section),
    '## What is answered',
    '',
    'An alert as it stands, for example:',
    '',
    '```json',
    JSON.stringify(routes.find(({ schema }) => schema === alertAnswer)?.answers[201]?.example, null, 2),
    '```',
    '',
    '`gate` is what stands behind it. `receivers` are the channels that it went to, or would go to now.',
    '`receipts` counts its messages by what became of them ([states](operating.md#what-may-happen-to-a-delivery)): the copies, the notes',
    'below them and the edits in their place that bring a correction or a withdrawal. It is `null` before the alert is sent.',
    '`changes` says in order what was done about it since, by whom and why, each with the words and the grade `before`.',
    '',
    'Updates are answered each in its turn, for example:',
    '',
    '```json',
    JSON.stringify(routes.find(({ name }) => name === 'addUpdates')?.answers[200]?.example, null, 2),
    '```',
    '',
    '`id` is the desk’s own. `revised`: it was known, and its title or summary is another now. `known`: nothing was new, or the same',
    'came before under another id.',
    '',
    'What is not done is answered with a sentence for people and, where there is one, the field that it is about:',
    '`{ "error": { "code": "invalid", "message": "headline is missing: …", "field": "headline" } }`',
    'Where fields are wrong, `mistakes` lists up to 100 of them, each with its `field` and `message`: `updates.3.url` is the',
    'address of the fourth update. Then nothing was done, also for the rest.',
    '',
    '| Status | Code | When |',
    '| --- | --- | --- |',
    ...Object.entries(problems).map(([code, { status, means }]) => `| ${status} | \`${code}\` | ${means} |`),
    '',
    signing,
  ].join('\n');
}

function section({ method, path, summary, scope, fields, example, answers }: Route): readonly string[] {
  const rows = Object.entries(fields.shape).flatMap(([name, field]) => row(name, field));
  const statuses = Object.entries(answers).map(([status, { means }]) => `${status}: ${means}`);
  return [
    `### ${method} ${path}`,
    '',
    `${summary}. Scope \`${scope}\`. ${statuses.join(' ')}`,
    '',
    ...(rows.length === 0 ? [] : ['| Field | Takes |', '| --- | --- |', ...rows, '']),
    '```sh',
    curl({ method, path: path.replace('{id}', '7'), body: rows.length === 0 ? null : JSON.stringify(example) }),
    '```',
    '',
  ];
}

/** A field, and behind a list of objects what each of them holds. */
function row(name: string, field: z.core.$ZodType): readonly string[] {
  const { description } = z.globalRegistry.get(field) ?? {};
  const own = `| \`${name}\` | ${description} |`;
  if (!(field instanceof z.ZodArray && field.element instanceof z.ZodObject)) return [own];
  return [own, ...Object.entries(field.element.shape).flatMap(([inner, one]) => row(`${name}[].${inner}`, one))];
}

function curl({
  method,
  path,
  body,
}: {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}): string {
  const headers = [
    '"Authorization: Bearer $TOKEN"',
    ...(method === 'POST' ? [`'Idempotency-Key: ${path.split('/').slice(2).join('-')}-1'`] : []),
    ...(body === null ? [] : [`'Content-Type: application/json'`]),
  ];
  return [
    `curl -X ${method} "$SITREP${path}"`,
    ...headers.map((header) => `  -H ${header}`),
    ...(body === null ? [] : [`  -d '${body}'`]),
  ].join(' \\\n');
}
