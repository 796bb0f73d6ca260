import { createHmac } from 'node:crypto';

/**
 * Delivers a body as Slack does without Socket Mode: form-encoded and signed. Resolves with the acknowledgement's body;
 * rejects on another status than 200 and after three seconds. Source: docs.slack.dev/authentication/verifying-requests-from-slack
 */
export async function deliverSigned({
  url,
  secret,
  payload,
  at = Date.now(),
}: {
  readonly url: string;
  readonly secret: string;
  readonly payload: object;
  /** Epoch milliseconds of the timestamp that is signed. */
  readonly at?: number;
}): Promise<unknown> {
  const fields = 'command' in payload ? payload : { payload: JSON.stringify(payload) };
  const body = new URLSearchParams(fields as Record<string, string>).toString();
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(3_000),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
  return text === '' ? undefined : JSON.parse(text);
}
