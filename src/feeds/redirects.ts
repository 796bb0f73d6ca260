import { UserError } from '../news/user-error.ts';

/** Where a request arrived, and how. */
export interface Arrival {
  readonly response: Response;
  readonly at: URL;
  /**
   * The address up to which every redirect was meant to last (301, 308); null where none was. An address below one that
   * was not is only for now.
   */
  readonly movedTo: string | null;
}

/** Feeds move once or twice. More is a maze. */
const MOST_REDIRECTS = 5;

/**
 * Asks an address and follows where it leads, over http(s) alone. What `ask` sends may depend on where it is sent. Throws
 * `UserError` where the way has no end.
 */
export async function followRedirects(start: URL, ask: (at: URL) => Promise<Response>): Promise<Arrival> {
  const met = new Set<string>();
  let at = start;
  let lasting = start;
  for (;;) {
    met.add(at.href);
    const response = await ask(at);
    const location = isRedirect(response) ? response.headers.get('location') : null;
    if (location === null) return { response, at, movedTo: lasting === start ? null : lasting.href };
    await response.body?.cancel();
    const next = nextAddress(location, at);
    if (met.has(next.href)) throw new UserError(`${start.host} leads in a circle of redirects`);
    if (met.size > MOST_REDIRECTS) throw new UserError(`${start.host} redirects more than ${MOST_REDIRECTS} times`);
    if (lasting === at && isLasting(response)) lasting = next;
    at = next;
  }
}

const isRedirect = ({ status }: Response): boolean => [301, 302, 303, 307, 308].includes(status);
const isLasting = ({ status }: Response): boolean => status === 301 || status === 308;

function nextAddress(location: string, at: URL): URL {
  const next = URL.parse(location, at.href);
  if (next === null || !/^https?:$/.test(next.protocol))
    throw new UserError(`${at.host} redirects to what is no http(s) address`);
  // Nobody may have the desk log in somewhere else.
  next.username = '';
  next.password = '';
  next.hash = '';
  return next;
}
