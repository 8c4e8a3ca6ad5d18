import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Account } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import { canGrantClearance } from '@/db/model/access/rights';
import { isAppError } from '@/db/model/errors';
import { roles, tlpRank, tlps } from '@/db/model/words';
import { decideAccountUpdate } from '@/db/rules/access/accounts';
import { decideDisplayRenewal } from '@/db/rules/access/displays';
import { decideAcceptance, decideInvitation, decideResetInvitation } from '@/db/rules/access/invitations';
import { decideKey, decideKeyAct } from '@/db/rules/access/keys';
import { decideOneTimeCode } from '@/db/rules/access/sign-in';

const anyRights = fc.record({
  role: fc.constantFrom(...roles),
  clearance: fc.constantFrom(...tlps),
  isSuspended: fc.boolean(),
});
const anyInput = anyRights.map((rights) => ({ name: 'Ann', ...rights }));
const anyAdministrator = fc
  .constantFrom(...tlps)
  .map((clearance): Principal => ({ id: 'admin', kind: 'person', name: 'Admin', role: 'admin', clearance }));
const anyInvitations = fc.array(
  fc.record({
    id: fc.uuid(),
    personId: fc.constantFrom(null, 'ann', 'bob'),
    createdBy: fc.constant('ann'),
    clearance: fc.constantFrom(...tlps),
  }),
  { maxLength: 5 },
);

function accountOf(rights: Pick<Account, 'role' | 'clearance' | 'isSuspended'>): Account {
  return {
    id: 'ann',
    version: 3,
    name: 'Ann',
    email: 'ann@example.org',
    hasSecondFactor: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...rights,
  };
}

function hasAllRights({ role, clearance, isSuspended }: Pick<Account, 'role' | 'clearance' | 'isSuspended'>) {
  return role === 'admin' && clearance === 'red' && !isSuspended;
}

test('one person with all rights always remains, and nobody grants more than they have', () => {
  void fc.assert(
    fc.property(
      anyAdministrator,
      anyRights,
      anyInput,
      fc.array(anyRights, { maxLength: 3 }),
      (by, rights, input, others) => {
        const before = accountOf(rights);
        const references = { others, invitations: [] };
        const decision = decideAccountUpdate(by, before, { version: 3, input }, references);
        const wasAny = [before, ...others].some(hasAllRights);
        const isAny = [{ ...before, ...input }, ...others].some(hasAllRights);
        if (isAppError(decision)) {
          const isAbove = [before, input].some(({ clearance }) => !canGrantClearance(by, clearance));
          expect(isAbove || (wasAny && !isAny)).toBe(true);
          return;
        }
        expect(wasAny && !isAny).toBe(false);
        if (decision === null) return expect(input).toEqual({ name: before.name, ...rights });
        expect(tlpRank(input.clearance)).toBeLessThanOrEqual(tlpRank(by.clearance));
        expect(tlpRank(before.clearance)).toBeLessThanOrEqual(tlpRank(by.clearance));
        expect(decision.endsSessions).toBe(input.isSuspended !== before.isSuspended);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a change of rights withdraws the invitations for the person, and those that they could no longer create', () => {
  const red: Principal = { id: 'admin', kind: 'person', name: 'Admin', role: 'admin', clearance: 'red' };
  void fc.assert(
    fc.property(anyRights, anyInput, anyInvitations, (rights, input, invitations) => {
      const others = [{ role: 'admin', clearance: 'red', isSuspended: false }] as const;
      const references = { others, invitations };
      const decision = decideAccountUpdate(red, accountOf(rights), { version: 3, input }, references);
      if (isAppError(decision)) throw decision;
      if (!decision) return;
      for (const { id, personId, clearance } of invitations) {
        const isStillAllowed =
          !input.isSuspended && input.role === 'admin' && tlpRank(clearance) <= tlpRank(input.clearance);
        expect(decision.withdrawnInvitations.includes(id)).toBe(personId === 'ann' || !isStillAllowed);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a change is refused for another version, and for a person who does not exist', () => {
  const by: Principal = { id: 'admin', kind: 'person', name: 'Admin', role: 'admin', clearance: 'red' };
  const input = { name: 'Ann', role: 'viewer', clearance: 'clear', isSuspended: false } as const;
  const references = { others: [], invitations: [] };
  const current = accountOf(input);
  expect(decideAccountUpdate(by, current, { version: 2, input }, references)).toMatchObject({ current });
  expect(decideAccountUpdate(by, undefined, { version: 2, input }, references)).toMatchObject({
    code: 'not-found',
  });
});

test('an invitation never gives more than its creator has, nor replaces one that does', () => {
  void fc.assert(
    fc.property(
      anyAdministrator,
      fc.constantFrom(...tlps),
      fc.array(fc.record({ id: fc.uuid(), clearance: fc.constantFrom(...tlps) }), { maxLength: 3 }),
      (by, clearance, earlier) => {
        const input = { email: 'bob@example.org', role: 'analyst', clearance } as const;
        const references = { hasAccounts: true, isKnownAddress: false, earlier };
        const decision = decideInvitation(by, 'new', input, references);
        const isAbove = [{ clearance }, ...earlier].some(
          (one) => tlpRank(one.clearance) > tlpRank(by.clearance),
        );
        expect(isAppError(decision)).toBe(isAbove);
        if (isAppError(decision)) return;
        expect(decision.withdrawn).toEqual(earlier.map(({ id }) => id));
        expect(decision.invitation).toMatchObject({ id: 'new', ...input, personId: null });
      },
    ),
  );
});

test('nobody is invited before the first administrator exists, nor twice', () => {
  const by: Principal = { id: 'admin', kind: 'person', name: 'Admin', role: 'admin', clearance: 'red' };
  const input = { email: 'bob@example.org', role: 'analyst', clearance: 'clear' } as const;
  const references = { hasAccounts: true, isKnownAddress: false, earlier: [] };
  for (const more of [{ hasAccounts: false }, { isKnownAddress: true }]) {
    expect(isAppError(decideInvitation(by, 'new', input, { ...references, ...more }))).toBe(true);
  }
});

test('administrators offer a new password to people up to their own clearance, and never to themselves', () => {
  void fc.assert(
    fc.property(anyAdministrator, anyRights, fc.boolean(), (by, rights, isSelf) => {
      const person = { ...accountOf(rights), id: isSelf ? by.id : 'ann' };
      const decision = decideResetInvitation(by, 'new', person, { earlier: [{ id: 'old' }] });
      expect(isAppError(decision)).toBe(isSelf || tlpRank(person.clearance) > tlpRank(by.clearance));
      if (isAppError(decision)) return;
      expect(decision).toMatchObject({ withdrawn: ['old'], invitation: { kind: 'reset', personId: 'ann' } });
    }),
  );
});

test('an invitation works until it expires, and the first one only until an account exists', () => {
  const given = { name: 'Bob', email: 'bob@example.org' };
  const invitation = {
    id: 'one',
    kind: 'join',
    email: null,
    personId: null,
    role: 'analyst',
    clearance: 'amber',
    expiresAt: 1000,
  } as const;
  const references = { hasAccounts: true, isKnownAddress: false };
  expect(decideAcceptance(invitation, given, 999, references)).toEqual({
    kind: 'join',
    person: { ...given, role: 'analyst', clearance: 'amber' },
  });
  for (const refused of [
    decideAcceptance(undefined, given, 999, references),
    decideAcceptance(invitation, given, 1000, references),
    decideAcceptance({ ...invitation, kind: 'set-up' }, given, 999, references),
    decideAcceptance(invitation, given, 999, { ...references, isKnownAddress: true }),
    decideAcceptance(invitation, { name: 'Bob' }, 999, references),
    decideAcceptance(invitation, { email: given.email }, 999, references),
  ]) {
    expect(isAppError(refused)).toBe(true);
  }
  expect(decideAcceptance({ ...invitation, personId: 'ann' }, {}, 999, references)).toEqual({
    kind: 'set-password',
    personId: 'ann',
  });
});

test('a key has at most the clearance of its owner, and programs make none', () => {
  const owner: Principal = { id: 'ann', kind: 'person', name: 'Ann', role: 'viewer', clearance: 'amber' };
  void fc.assert(
    fc.property(fc.constantFrom(...tlps), fc.integer({ min: 0, max: 60 }), (clearance, keyCount) => {
      const input = { name: 'Map', scopes: ['read' as const], clearance, days: 1 };
      const decision = decideKey(owner, 'key', input, 0, { keyCount });
      expect(isAppError(decision)).toBe(keyCount >= 50);
      if (isAppError(decision)) return;
      expect(tlpRank(decision.principal.clearance)).toBe(Math.min(tlpRank(clearance), tlpRank('amber')));
      expect(decision.key).toMatchObject({ ownerId: 'ann', scope: 'read', expiresAt: 86_400_000 });
      expect(isAppError(decideKey({ ...owner, kind: 'key' }, 'key', input, 0, { keyCount: 0 }))).toBe(true);
    }),
  );
});

test('a key is revoked by its owner, or by an administrator cleared as highly as its owner', () => {
  const key = { id: 'key', ownerId: 'ann', clearance: 'amber' } as const;
  const by = (id: string, role: Principal['role'], clearance: Principal['clearance']) =>
    decideKeyAct({ id, kind: 'person', name: '', role, clearance }, key, 'revoked-key');
  expect(by('ann', 'viewer', 'clear')).toEqual({ what: 'revoked-key', accountId: 'key' });
  expect(by('bob', 'admin', 'amber')).toEqual({ what: 'revoked-key', accountId: 'key' });
  expect(by('bob', 'admin', 'green')).toMatchObject({ kind: 'forbidden' });
  expect(by('bob', 'analyst', 'red')).toMatchObject({ code: 'not-found' });
});

test('a one-time code works once while it would be accepted', () => {
  const first = decideOneTimeCode([], '123456', 0);
  expect(first).toEqual([{ code: '123456', at: 0 }]);
  expect(decideOneTimeCode(first ?? [], '123456', 90_000)).toBeNull();
  expect(decideOneTimeCode(first ?? [], '123456', 90_001)).toEqual([{ code: '123456', at: 90_001 }]);
  expect(decideOneTimeCode(first ?? [], '654321', 1)).toHaveLength(2);
});

test('a display gets a further link until it expires', () => {
  const display = { id: 'hall', ownerId: 'ann', clearance: 'amber', expiresAt: 1_000 } as const;
  const ann: Principal = { id: 'ann', kind: 'person', name: 'Ann', role: 'viewer', clearance: 'amber' };
  expect(decideDisplayRenewal(ann, display, 999)).toEqual({ what: 'renewed-display', accountId: 'hall' });
  expect(decideDisplayRenewal(ann, display, 1_000)).toMatchObject({ errors: [{ code: 'display-expired' }] });
  expect(decideDisplayRenewal({ ...ann, id: 'bob' }, display, 999)).toMatchObject({ code: 'not-found' });
});
