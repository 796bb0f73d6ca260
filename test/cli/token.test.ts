import { expect, it } from 'vitest';
import { token } from '../../src/cli/token.ts';
import { secretHash } from '../../src/news/token.ts';
import { renderTerminal } from '../../src/platform/terminal/render.ts';
import { describeEngines } from '../support/databases.ts';
import { HOUR, NOON } from '../support/news.ts';
import { openDesk } from '../support/room.ts';

const DAY = 24 * HOUR;

describeEngines('sitrep token', ({ open }) => {
  async function opened() {
    const store = await open();
    const house = await openDesk(store);
    const asked = async (line: string, now = NOON) => {
      const answer = await token({ bureau: house, args: line.split(' ').filter(Boolean), clock: () => now });
      const message = 'rows' in answer ? answer.message : answer;
      return renderTerminal(message, { columns: 1_000, colour: false, zone: 'UTC', now });
    };
    const ledger = async () => (await store.ledger.recent(9)).map(({ at, ...entry }) => entry);
    return { ...house, store, asked, ledger };
  }

  it('shows a new secret once, keeps its hash alone, and tells the ledger who made it', async () => {
    const { asked, store, ledger } = await opened();
    const told = await asked('create ci --scopes alerts:send,alerts:read,alerts:send --expires 30');
    const secret = /sitrep_[\w-]{43}/.exec(told)?.[0] ?? '';
    expect(told).toMatch(/May +alerts:send, alerts:read\nWorks until +24 December 2026, 12:00 UTC/);
    expect(await store.tokens.byHash(secretHash(secret))).toMatchObject({
      id: 1,
      name: 'ci',
      scopes: ['alerts:send', 'alerts:read'],
      expiresAt: NOON + 30 * DAY,
      createdBy: 'terminal:local',
    });
    expect(await ledger()).toEqual([
      {
        actor: 'terminal:local',
        action: 'token.created',
        subject: 'token:1',
        details: { name: 'ci', scopes: ['alerts:send', 'alerts:read'], expiresAt: NOON + 30 * DAY, signs: false },
      },
    ]);
    expect(JSON.stringify([await ledger(), await asked('list')])).not.toContain(secret.slice(7));
    expect(await asked('create other --scopes alerts:read')).not.toContain(secret);
  });

  it('lists what each may do and how it stands', async () => {
    const { asked, store } = await opened();
    expect(await asked('')).toContain('There are no tokens.');
    await asked('create ci --scopes alerts:read --expires 1');
    await asked('create old --scopes alerts:send');
    await store.tokens.use(1, NOON + HOUR);
    await asked('revoke old');
    const made = 'made 24 November 2026, 12:00 UTC by terminal:local';
    expect(await asked('list')).toBe(
      `- 2 old · secret · alerts:send · ${made} · never used · revoked 24 November 2026, 12:00 UTC\n` +
        `- 1 ci · secret · alerts:read · ${made} · last used 24 November 2026, 13:00 UTC · until 25 November 2026, 12:00 UTC\n`,
    );
    expect(await asked('list', NOON + DAY)).toContain('· expired 25 November');
  });

  it('revokes by name or number, with a ledger entry', async () => {
    const { asked, ledger } = await opened();
    await asked('create ci --scopes alerts:read');
    expect(await asked('revoke ci')).toContain('Token 1 (ci) is revoked');
    expect((await ledger())[0]).toEqual({
      actor: 'terminal:local',
      action: 'token.revoked',
      subject: 'token:1',
      details: { name: 'ci' },
    });
    await asked('create ci --scopes alerts:read');
    expect(await asked('revoke 2')).toContain('Token 2 (ci) is revoked');
    expect(await ledger()).toHaveLength(4);
  });

  it('keeps the public key of one that signs, which has no secret', async () => {
    const { asked, store } = await opened();
    const key = Buffer.alloc(32, 1).toString('base64');
    const told = await asked(`create signer --scopes alerts:send --public-key ${key}`);
    expect(told).toMatch(/Signs with +AQEBAQEB/);
    expect(told).not.toContain('sitrep_');
    expect(await store.tokens.byName('signer')).toMatchObject({ publicKey: Buffer.alloc(32, 1).toString('base64url') });
    expect(await asked('list')).toContain('1 signer · signs · alerts:send');
  });

  it.each([
    ['create', /create ci --scopes alerts:read/],
    ['create ci', /Say its name and what it may do/],
    ['create ci --scopes alerts:red', /no “alerts:red”. Did you mean alerts:read\?/],
    ['create ci --scopes alerts:read,', /no “”. It takes alerts:read/],
    ['create ci --scopes alerts:read --expires 1.5', /from 1 to 3650, not “1.5”/],
    ['create Ci --scopes alerts:read', /up to 40 small letters/],
    ['create 7 --scopes alerts:read', /up to 40 small letters/],
    ['create taken --scopes alerts:read', /a token taken already. sitrep token revoke taken/],
    ['revoke', /Say which/],
    ['revoke nobody', /no token “nobody”/],
    ['revoke gone', /no token “gone”/],
    ['revoke 2', /Token 2 \(gone\) was revoked already/],
    ['nonsense', /create, list and revoke/],
  ])('refuses “%s” in words', async (line, words) => {
    const { asked, ledger } = await opened();
    await asked('create taken --scopes alerts:read');
    await asked('create gone --scopes alerts:read');
    await asked('revoke gone');
    const before = await ledger();
    await expect(asked(line)).rejects.toThrow(words);
    expect(await ledger()).toEqual(before);
  });
});
