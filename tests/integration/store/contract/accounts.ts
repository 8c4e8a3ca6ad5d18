import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import type { Account } from '@/db/model/access/account';
import {
  localPrincipal as local,
  type Principal,
  systemPrincipal as system,
} from '@/db/model/access/principal';
import type { Tlp } from '@/db/model/words';
import type { Store } from '@/db/store';
import { newKey, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const link = (name: string, expiresAt = Date.now() + 60_000) => ({ hash: hashOf(name), expiresAt });
const passwordHash = 'argon2id of a password';

/** Accounts, the links that create them, sessions and keys. */
export function accountsContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: accounts`, () => {
    test('the set-up link creates one administrator, and none once an account exists', async ({ store }) => {
      expect(await store.hasAccounts()).toBe(false);
      await store.createSetUpInvitation(system, link('earlier'));
      await store.createSetUpInvitation(system, link('later'));
      expect(await store.findInvitation(hashOf('earlier'), Date.now())).toBeNull();
      expect(await store.findInvitation(hashOf('later'), Date.now())).toEqual({
        kind: 'set-up',
        email: null,
      });
      const given = { name: 'Ada', email: 'ada@example.org', passwordHash };
      await store.acceptInvitation(system, hashOf('later'), given, Date.now());
      expect(await store.hasAccounts()).toBe(true);
      const [ada] = await store.listAccounts(local);
      expect(ada).toMatchObject({ name: 'Ada', role: 'admin', clearance: 'red', isSuspended: false });
      await expect(store.acceptInvitation(system, hashOf('later'), given, Date.now())).rejects.toMatchObject({
        kind: 'invalid',
        errors: [{ path: 'token' }],
      });
      expect(await store.createSetUpInvitation(system, link('again'))).toBe(false);
      expect(await store.createFirstAccount(system, given)).toBe(false);
    });

    test('a link works once, before it expires, for its own e-mail address', async ({ store }) => {
      const ada = await createAdmin(store);
      const invitation = { email: 'ben@example.org', role: 'analyst', clearance: 'amber' } as const;
      await store.invite(ada, invitation, link('ben', Date.now() + 1000));
      const late = store.acceptInvitation(
        system,
        hashOf('ben'),
        { name: 'Ben', passwordHash },
        Date.now() + 2000,
      );
      await expect(late).rejects.toMatchObject({ errors: [{ path: 'token' }] });
      await store.invite(ada, invitation, link('ben again'));
      const given = { name: 'Ben', email: 'else@example.org', passwordHash };
      const { email } = await store.acceptInvitation(system, hashOf('ben again'), given, Date.now());
      expect(email).toBe('ben@example.org');
      await expect(store.invite(ada, invitation, link('twice'))).rejects.toMatchObject({
        errors: [{ path: 'email' }],
      });
    });

    test('viewers cannot write, analysts cannot change rights, and suspended users can do nothing', async ({
      store,
    }) => {
      const ada = await createAdmin(store);
      const ben = await createMember(store, ada, 'ben', 'viewer', 'amber');
      await expect(store.createEvent(ben, threat(), newKey())).rejects.toMatchObject({ kind: 'forbidden' });
      const changed = await store.updateAccount(ada, ben.id, 1, { ...rightsOf(ben), role: 'analyst' });
      expect(changed).toMatchObject({ version: 2, role: 'analyst' });
      // With the principal of the sign-in: only the current rights count.
      await store.createEvent(ben, threat(), newKey());
      const analyst: Principal = { ...ben, role: 'analyst' };
      await expect(
        store.updateAccount(analyst, ben.id, 2, { ...rightsOf(ben), role: 'admin' }),
      ).rejects.toMatchObject({ kind: 'forbidden' });
      expect(() => store.listAccounts(analyst)).rejects.toMatchObject({ kind: 'forbidden' });
      await store.updateAccount(ada, ben.id, 2, { ...rightsOf(analyst), isSuspended: true });
      await expect(store.createEvent(analyst, threat(), newKey())).rejects.toMatchObject({
        kind: 'forbidden',
      });
    });

    test('an administrator changes nothing above their own clearance, and the last one stays', async ({
      store,
    }) => {
      const ada = await createAdmin(store);
      const low = await createMember(store, ada, 'low', 'admin', 'amber');
      const high = await createMember(store, ada, 'high', 'analyst', 'amber+strict');
      const invitation = { email: 'invitation@example.org', role: 'viewer', clearance: 'red' } as const;
      await store.invite(ada, invitation, link('invitation'));
      for (const attempt of [
        () => store.updateAccount(low, low.id, 1, { ...rightsOf(low), clearance: 'red' }),
        () => store.updateAccount(low, high.id, 1, { ...rightsOf(high), isSuspended: true }),
        () => store.createResetInvitation(low, high.id, link('steal')),
        // It would replace an invitation that they may not withdraw.
        () => store.invite(low, { ...invitation, clearance: 'clear' }, link('instead')),
        // A thief with an open session could keep the account this way.
        () => store.createResetInvitation(low, low.id, link('own')),
        () => store.createResetInvitation(ada, ada.id, link('own')),
        () => store.invite(low, { email: 'x@example.org', role: 'viewer', clearance: 'red' }, link('x')),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden' });
      }
      expect(await store.findInvitation(hashOf('invitation'), Date.now())).toMatchObject({
        email: invitation.email,
      });
      await store.updateAccount(ada, low.id, 1, { ...rightsOf(low), role: 'viewer' });
      await expect(
        store.updateAccount(ada, ada.id, 1, { ...rightsOf(ada), role: 'analyst' }),
      ).rejects.toMatchObject({ errors: [{ path: 'role' }] });
      await expect(
        store.updateAccount(ada, ada.id, 1, { ...rightsOf(ada), clearance: 'amber' }),
      ).rejects.toMatchObject({ errors: [{ path: 'clearance' }] });
    });

    test('concurrent changes of rights: one succeeds, and the other is refused with the current rights', async ({
      store,
    }) => {
      const ada = await createAdmin(store);
      const ben = await createMember(store, ada, 'ben', 'viewer', 'amber');
      await store.updateAccount(ada, ben.id, 1, { ...rightsOf(ben), role: 'analyst' });
      await expect(
        store.updateAccount(ada, ben.id, 1, { ...rightsOf(ben), clearance: 'clear' }),
      ).rejects.toMatchObject({ code: 'version-conflict', current: { role: 'analyst', version: 2 } });
    });

    test('a key has at most its owner’s current rights, until it expires or is revoked', async ({
      store,
    }) => {
      const ada = await createAdmin(store);
      const ben = await createMember(store, ada, 'ben', 'analyst', 'amber');
      const made = await store.createKey(
        ben,
        { name: 'Ticker', scopes: ['write'], clearance: 'red', days: 1 },
        { hash: hashOf('key'), start: 'chancery_abc' },
      );
      expect(made).toMatchObject({ clearance: 'amber', owner: { name: 'ben' } });
      const find = async (now = Date.now()) =>
        (await store.authenticate('key', hashOf('key'), now))?.principal;
      expect(await find()).toMatchObject({ kind: 'key', role: 'analyst', clearance: 'amber' });
      expect(await store.authenticate('display', hashOf('key'), Date.now())).toBeNull();
      expect(await find(Date.now() + 2 * 86_400_000)).toBeUndefined();
      await store.updateAccount(ada, ben.id, 1, { ...rightsOf(ben), role: 'viewer', clearance: 'green' });
      await expect.poll(() => find()).toMatchObject({ role: 'viewer', clearance: 'green' });
      await store.revokeKey(ada, made.id);
      await expect.poll(() => find()).toBeUndefined();
    });

    test('the link of a wall display works once, for a browser that reads up to its clearance', async ({
      store,
    }) => {
      const ada = await createAdmin(store);
      const ben = await createMember(store, ada, 'ben', 'analyst', 'amber');
      const wish = { name: 'Wall', clearance: 'amber+strict', view: 'targeted=RU', days: 30 } as const;
      const nobody = { hash: hashOf('nobody'), start: '' };
      const made = await store.createDisplayLink(ben, wish, link('wall'), nobody);
      expect(made).toMatchObject({ clearance: 'amber', view: 'targeted=RU', openedAt: null });
      const secret = (name: string) => ({ hash: hashOf(name), start: 'display_abcd' });
      const open = (name: string, key: string, now = Date.now()) =>
        store.openDisplayLink(system, hashOf(name), secret(key), now);
      const find = async (key: string) =>
        (await store.authenticate('display', hashOf(key), Date.now()))?.principal;
      expect(await open('wall', 'late', Date.now() + 120_000)).toBeNull();
      expect(await open('wall', 'first')).toMatchObject({ name: 'Wall', view: 'targeted=RU' });
      expect(await open('wall', 'second')).toBeNull();
      const display = await find('first');
      expect(display).toMatchObject({ kind: 'key', role: 'viewer', clearance: 'amber', ownerId: ben.id });
      expect(await find('second')).toBeUndefined();
      expect(await store.authenticate('key', hashOf('first'), Date.now())).toBeNull();
      expect(display && (await store.findOwnDisplay(display))).toMatchObject({ name: 'Wall' });
      expect(await store.findOwnDisplay(ben)).toBeNull();
      const page = { limit: 10, after: null };
      expect((await store.listDisplayLinks(ben, page)).items).toMatchObject([
        { id: made.id, openedAt: expect.any(String) },
      ]);
      expect((await store.listKeys(ben, page)).items).toEqual([]);
      await expect(store.revokeKey(ben, made.id)).rejects.toMatchObject({ code: 'not-found' });

      await store.renewDisplayLink(ben, made.id, link('wall again'));
      expect(await find('first')).toBeDefined();
      expect(await open('wall again', 'third')).toMatchObject({ name: 'Wall' });
      await expect.poll(() => find('first')).toBeUndefined();
      await store.updateAccount(ada, ben.id, 1, { ...rightsOf(ben), clearance: 'green' });
      await expect.poll(() => find('third')).toMatchObject({ clearance: 'green' });
      await store.revokeDisplayLink(ada, made.id);
      await expect.poll(() => find('third')).toBeUndefined();
    });

    test('a password reset ends every session of a user, and every link they created', async ({ store }) => {
      const ada = await createAdmin(store);
      const ben = await createMember(store, ada, 'ben', 'admin', 'amber');
      await openSession(store, ben.id, 'the session');
      expect((await store.authenticate('session', 'the session', Date.now()))?.principal).toMatchObject({
        name: 'ben',
      });
      const rights = { role: 'viewer', clearance: 'clear' } as const;
      await store.invite(ben, { email: 'accomplice@example.org', ...rights }, link('by the session'));
      await store.invite(ada, { email: 'carla@example.org', ...rights }, link('by another'));
      await store.createResetInvitation(ada, ben.id, link('reset'));
      await store.acceptInvitation(system, hashOf('reset'), { passwordHash: 'new' }, Date.now());
      await expect.poll(() => store.authenticate('session', 'the session', Date.now())).toBeNull();
      expect(await store.findInvitation(hashOf('own link'), Date.now())).toBeNull();
      expect(await store.findInvitation(hashOf('by another'), Date.now())).not.toBeNull();
    });

    test('changes of accounts are in the audit and in the same journal as the records', async ({ store }) => {
      const ada = await createAdmin(store);
      await store.createEvent(ada, threat({ tlp: 'red', title: 'CANARY' }), newKey());
      const ben = await createMember(store, ada, 'ben', 'admin', 'red');
      const accounts = await store.listAudit(ben, { type: 'account', after: null, limit: 10 });
      expect(accounts.items.map(({ by }) => by.name)).toEqual(['ben', 'Ada', 'Ada']);
      const [first, second] = [
        await store.listAudit(ben, { type: 'all', after: null, limit: 3 }),
        await store.listAudit(ben, { type: 'all', after: 2, limit: 3 }),
      ];
      expect(first.items.map(({ seq }) => seq)).toEqual([4, 3, 2]);
      expect(first.next).toBe('2');
      expect(second).toMatchObject({ items: [{ seq: 1 }], next: null });
      const event = first.items.find(({ type }) => type === 'event');
      expect(event).toMatchObject({ recordId: null, by: { name: 'Ada' } });
      expect(JSON.stringify(first)).not.toContain('CANARY');
      // The feed contains none of it.
      const { records } = await store.readJournal(ben, 0, 100);
      expect(records.map(({ type }) => type)).toEqual(['event']);
    });
  });
}

function rightsOf({ name, role, clearance }: Principal) {
  return { name, role, clearance, isSuspended: false };
}

function principalOf({ id, name, role, clearance }: Account): Principal {
  return { id, kind: 'person', name, role, clearance };
}

async function createAdmin(store: Store): Promise<Principal> {
  await store.createFirstAccount(system, { name: 'Ada', email: 'ada@example.org', passwordHash });
  return findPrincipal(store, 'Ada');
}

async function createMember(
  store: Store,
  by: Principal,
  name: string,
  role: Principal['role'],
  clearance: Tlp,
): Promise<Principal> {
  await store.invite(by, { email: `${name}@example.org`, role, clearance }, link(name));
  await store.acceptInvitation(system, hashOf(name), { name, passwordHash }, Date.now());
  return findPrincipal(store, name);
}

async function findPrincipal(store: Store, name: string): Promise<Principal> {
  const account = (await store.listAccounts(local)).find((one) => one.name === name);
  if (!account) throw new Error(`${name} has no account`);
  return principalOf(account);
}

/** Opens a session as better-auth does. */
async function openSession(store: Store, userId: string, token: string): Promise<void> {
  const now = Date.now();
  await store.createAuthRecord(system, 'session', {
    id: token,
    token,
    userId,
    expiresAt: new Date(now + 60_000),
    createdAt: new Date(now),
    updatedAt: new Date(now),
  });
}
