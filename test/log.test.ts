import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

const token = 'xoxb-17-hunter2';
const quoted = 'pass"word\\17';

function record(secrets: readonly string[] = [token, quoted]) {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', secrets, stream: { write: (line) => lines.push(line) } });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe('a secret never appears', () => {
  const failure = Object.assign(new Error(`refused ${token}`, { cause: new Error(`Bearer ${token}`) }), {
    config: { headers: { Authorization: `Bearer ${token}` }, url: `https://example.org/?token=${token}` },
  });

  test.each([
    ['in the message', (log: ReturnType<typeof createLog>) => log.info(`token ${token}`)],
    [
      'in an error, its cause and its properties',
      (log: ReturnType<typeof createLog>) => log.error({ err: failure }, 'failed'),
    ],
    [
      'in an address, encoded',
      (log: ReturnType<typeof createLog>) => log.info({ url: `http://h/?p=${encodeURIComponent(quoted)}` }),
    ],
    ['as text that JSON escapes', (log: ReturnType<typeof createLog>) => log.info({ text: `it is ${quoted}` })],
    ['as a key', (log: ReturnType<typeof createLog>) => log.info({ [token]: 1 })],
    ['in a child’s bindings', (log: ReturnType<typeof createLog>) => log.child({ bot: token }).info('hello')],
    ['in deep data', (log: ReturnType<typeof createLog>) => log.info({ a: { b: { c: { d: { e: [token] } } } } })],
  ])('%s', (_, write) => {
    const { log, lines, parsed } = record();
    write(log);
    expect(parsed()).toHaveLength(1);
    expect(lines.join('')).toContain('[redacted]');
    expect(lines.join('')).not.toMatch(/hunter2|word.{0,6}17/);
  });

  test('nor one that nobody knows, where its name or its place gives it away', () => {
    const { log, lines } = record([]);
    log.warn({ token: 'hunter2', headers: { authorization: 'hunter2' } });
    log.warn({
      err: Object.assign(new Error('no'), { token: 'hunter2', config: { headers: { Authorization: 'hunter2' } } }),
    });
    log.warn('cannot reach postgres://desk:hunter2@db:5432/desk');
    expect(lines.join('')).not.toContain('hunter2');
    expect(lines.join('')).toContain('postgres://[redacted]@db:5432/desk');
  });
});

test('a line says when, how bad, what and why', () => {
  const { log, parsed } = record();
  log.error({ err: new Error('store: cannot open (./data)'), place: './data' }, 'start failed');
  expect(parsed()).toEqual([
    expect.objectContaining({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      msg: 'start failed',
      place: './data',
      err: expect.objectContaining({ message: 'store: cannot open (./data)', stack: expect.any(String) }),
    }),
  ]);
});

test('ordinary text stays whole, beside very short secrets too', () => {
  const { log, parsed } = record(['is', '']);
  log.info('This is at https://example.org:443/a?b=c and mail desk@example.org');
  expect(parsed()[0].msg).toBe('This is at https://example.org:443/a?b=c and mail desk@example.org');
});

test('a silent log writes nothing', () => {
  const lines: string[] = [];
  createLog({ level: 'silent', stream: { write: (line) => lines.push(line) } }).fatal('no');
  expect(lines).toEqual([]);
});
