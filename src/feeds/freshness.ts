/**
 * Milliseconds for which an answer says that it stays fresh (RFC 9111): `max-age`, less what its `Age` has used up, else
 * `Expires` by the server's own clock. Null where it does not say, or says that it is stale at once.
 */
export function freshFor(headers: Headers, now: number): number | null {
  const control = headers.get('cache-control') ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return null;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(control)?.[1];
  const sent = Date.parse(headers.get('date') ?? '') || now;
  const fresh =
    maxAge === undefined
      ? Date.parse(headers.get('expires') ?? '') - sent
      : (Number(maxAge) - (Number(headers.get('age')) || 0)) * 1_000;
  return Number.isFinite(fresh) && fresh > 0 ? fresh : null;
}

/** Milliseconds for which `Retry-After` asks to be left alone: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Headers, now: number): number | null {
  const header = headers.get('retry-after');
  if (header === null) return null;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : null;
}
