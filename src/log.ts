import { type DestinationStream, destination, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { PinoPretty as pretty } from 'pino-pretty';

export type Log = Logger;

/** Names under which libraries carry credentials, in either case: pino compares them exactly. */
const carriers = ['token', 'password', 'secret', 'authorization', 'cookie'];

/** A `*` stands for exactly one level (pino 10, docs/redaction.md): errors of HTTP clients nest headers four deep. */
const depths = ['', '*.', '*.*.', '*.*.*.'];

/**
 * A log of JSON lines, or of one readable line each (`readable`), on standard error where no other stream is given. Fields
 * that are known to carry credentials, passwords in addresses, and each of `secrets` wherever it stands in a line
 * (messages, stack traces, addresses) are replaced by `[redacted]`. Secrets of fewer than four characters are not looked
 * for: they would hit everyday words.
 */
export function createLog({
  level = 'info',
  secrets = [],
  readable = false,
  stream = readable ? readableLines() : destination({ dest: 2, sync: true }),
}: {
  readonly level?: Level | 'silent';
  readonly secrets?: readonly string[];
  /** For a person who watches: time, level and words; fields and stack traces are left out. */
  readonly readable?: boolean;
  readonly stream?: DestinationStream;
} = {}): Log {
  const scrub = scrubber(secrets);
  return pino(
    {
      level,
      base: { svc: 'sitrep' },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: credentialPaths(), censor: '[redacted]' },
      // Text in messages, addresses and stack traces is beyond the reach of paths: the finished line is not.
      hooks: { streamWrite: scrub },
    },
    stream,
  );
}

const readableLines = (): DestinationStream =>
  pretty({
    destination: 2,
    sync: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'svc,err',
    hideObject: true,
    messageFormat: '{msg}{if err}: {err.message}{end}',
  });

function credentialPaths(): string[] {
  const names = carriers.flatMap((name) => [name, `${name[0]?.toUpperCase()}${name.slice(1)}`]);
  return depths.flatMap((depth) => names.map((name) => `${depth}${name}`));
}

/** Longest first, so that a secret that contains another goes as a whole. */
function scrubber(secrets: readonly string[]): (line: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const asWritten = [...new Set(forms.map((form) => JSON.stringify(form).slice(1, -1)))];
  asWritten.sort((a, b) => b.length - a.length);
  return (line) => {
    const known = asWritten.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line);
    return known.replaceAll(/:\/\/[^\s/?#"@]*:[^\s/?#"@]+@/g, '://[redacted]@');
  };
}
