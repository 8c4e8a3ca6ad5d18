import { expect, type Page } from '@playwright/test';
import { type Account, type ApiKey, account } from '@/db/model/account';
import type { Role, Tlp } from '@/db/model/words';
import { type Api, createApi } from '../../api';

export const adminEmail = 'ada@example.org';
export const password = 'a long enough password';
/** Settings of a server whose first administrator is there from the start: cleared for everything. */
export const adminEnv = { ADMIN_EMAIL: adminEmail, ADMIN_PASSWORD: password };

/** Somebody who is signed in: his cookie, and the API as he calls it. */
export type Person = {
  id: string;
  email: string;
  name: string;
  cookie: { name: string; value: string };
  api: Api;
};

export async function signIn(url: string, email: string): Promise<Person> {
  const { status, headers, body } = await createApi(url).post('/api/auth/sign-in/email', { email, password });
  expect(status, JSON.stringify(body)).toBe(200);
  const [pair = ''] = headers
    .getSetCookie()
    .flatMap((set) => (set.includes('session_token') ? set.split(';', 1) : []));
  const at = pair.indexOf('=');
  const api = createApi(url, { cookie: pair });
  const me = await api.get('/api/me');
  const { id, name } = account.pick({ id: true, name: true }).loose().parse(me.body);
  return { id, email, name, cookie: { name: pair.slice(0, at), value: pair.slice(at + 1) }, api };
}

/** Invites somebody, joins for him, and signs him in. */
export async function addPerson(
  url: string,
  { api }: Person,
  given: { name: string; role: Role; clearance: Tlp },
): Promise<Person> {
  const { name, ...rights } = given;
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  const invited = await api.post('/api/invitations', { email, ...rights });
  expect(invited.status, JSON.stringify(invited.body)).toBe(201);
  const token = new URL(String(Reflect.get(Object(invited.body), 'url'))).hash.slice(1);
  const joined = await createApi(url).post('/api/auth/accept', { token, name, password });
  expect(joined.status, JSON.stringify(joined.body)).toBe(200);
  return signIn(url, email);
}

/** The browser of a page acts as this person from now on. */
export async function actAs(page: Page, url: string, { cookie }: Person): Promise<void> {
  await page.context().addCookies([{ ...cookie, url, httpOnly: true, sameSite: 'Lax' }]);
}

export async function accountOf({ api }: Person, email: string): Promise<Account> {
  const { body } = await api.get('/api/accounts');
  const items: Account[] = Reflect.get(Object(body), 'items');
  const found = items.find((one) => one.email === email);
  expect(found, email).toBeDefined();
  return account.parse(found);
}

export async function makeKey({ api }: Person, name: string): Promise<ApiKey & { key: string }> {
  const made = await api.post('/api/keys', { name, scope: 'read', clearance: 'green' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return Object(made.body);
}
