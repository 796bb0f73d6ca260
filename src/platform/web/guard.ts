import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';

/** Everything comes from this server, nothing is framed, no outside address is ever loaded. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** True for addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Tells browsers to load, frame and pass on nothing of what is answered. */
export const harden: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Content-Security-Policy', policy);
  context.header('Cross-Origin-Opener-Policy', 'same-origin');
  context.header('Cross-Origin-Resource-Policy', 'same-origin');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('X-Frame-Options', 'DENY');
};

/**
 * Lets in only what this page or a person's own tools send. `host` is the address that the server listens on.
 * A site elsewhere can point its own name at this machine (DNS rebinding), so names other than `host` and `localhost` are
 * refused; it can also make a reader's browser send requests here, which browsers mark by Sec-Fetch-Site and Origin.
 */
export function guard({ host }: { readonly host: string }): MiddlewareHandler {
  return async (context, next) => {
    const refused = refusal(context, host);
    return refused === null ? next() : context.json({ error: refused }, 403);
  };
}

function refusal(context: Context, host: string): string | null {
  const asked = URL.parse(`http://${context.req.header('host') ?? ''}`);
  const name = asked?.hostname.replaceAll(/[[\]]/g, '') ?? '';
  if (isIP(name) === 0 && name !== 'localhost' && name !== host) {
    return `The newsroom does not answer to the name "${name}". Open it by its address or as localhost.`;
  }
  const site = context.req.header('sec-fetch-site');
  const reading = context.req.method === 'GET' || context.req.method === 'HEAD';
  const opening = reading && context.req.header('sec-fetch-mode') === 'navigate';
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none' && !opening;
  const origin = context.req.header('origin');
  if (foreign || (!reading && origin !== undefined && URL.parse(origin)?.host !== asked?.host)) {
    return 'The newsroom takes no requests from other sites.';
  }
  return null;
}
