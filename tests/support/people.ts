import { expect, type Page } from '@playwright/test';
import * as z from 'zod';
import { type Account, type ApiKey, account, apiKey } from '@/db/model/access/account';
import type { Role, Tlp } from '@/db/model/words';
import { type Answer, type Api, createApi } from './api';

type Password = { email: string; password: string };

/** Who comes first, cleared for everything: a server with `adminEnv` has him. */
export const firstAdmin: Password = { email: 'ada@example.org', password: 'the first of all passwords' };
export const adminEnv = { ADMIN_EMAIL: firstAdmin.email, ADMIN_PASSWORD: firstAdmin.password };

/** Somebody who is signed in: the cookies of his session as a header, and the API as he calls it. */
export type Person = Password & {
  id: string;
  name: string;
  role: Role;
  clearance: Tlp;
  cookie: string;
  api: Api;
};

type Rights = { role: Role; clearance: Tlp };

const me = account.pick({ id: true, name: true, role: true, clearance: true }).loose();
const accounts = z.looseObject({ items: z.array(account) });
const withUrl = z.looseObject({ url: z.string() });
const madeKey = apiKey.extend({ key: z.string() });

/** The cookies that an answer sets, as the next request sends them. */
export function cookiesOf({ headers }: Pick<Answer, 'headers'>): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** The link that an answer tells, once. */
export function linkIn({ status, body }: Answer): string {
  expect({ status, body }).toMatchObject({ status: 201 });
  return withUrl.parse(body).url;
}

/** The token behind the # of a link. */
export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}

/** Tries to sign in. */
export function signIn(
  url: string,
  { email, password }: Password,
  headers?: Record<string, string>,
): Promise<Answer> {
  return createApi(url).post('/api/auth/sign-in/email', { email, password }, headers);
}

/** Signs in. */
export async function enter(url: string, { email, password }: Password): Promise<Person> {
  const signedIn = await signIn(url, { email, password });
  expect(signedIn.status, JSON.stringify(signedIn.body)).toBe(200);
  const cookie = cookiesOf(signedIn);
  const api = createApi(url, { cookie });
  const { id, name, role, clearance } = me.parse((await api.get('/api/me')).body);
  return { id, name, email, password, role, clearance, cookie, api };
}

/** The link of an invitation. */
export async function invite({ api }: Person, email: string, rights: Rights): Promise<string> {
  return linkIn(await api.post('/api/invitations', { email, ...rights }));
}

/** Invites somebody, joins for him, and signs him in; his address is made of his name where none is given. */
export async function join(
  url: string,
  admin: Person,
  {
    name,
    email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
    ...rights
  }: Rights & {
    name: string;
    email?: string;
  },
): Promise<Person> {
  const password = `the password of ${name}`;
  const token = tokenOf(await invite(admin, email, rights));
  const joined = await createApi(url).post('/api/auth/accept', { token, name, password });
  expect(joined.status, JSON.stringify(joined.body)).toBe(200);
  const person = await enter(url, { email, password });
  expect(person).toMatchObject(rights);
  return person;
}

/** The browser of a page acts as this person from now on. */
export async function actAs(page: Page, url: string, { cookie }: Person): Promise<void> {
  await page.context().addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true, sameSite: 'Lax' };
    }),
  );
}

/** Somebody's account, as an administrator sees it. */
export async function accountOf({ api }: Person, email: string): Promise<Account> {
  const { items } = accounts.parse((await api.get('/api/accounts')).body);
  const found = items.find((one) => one.email === email);
  if (!found) throw new Error(`${email} has no account`);
  return found;
}

export async function makeKey(
  { api }: Person,
  {
    name = 'A program',
    scopes = ['read'],
    clearance = 'green',
  }: Partial<Pick<ApiKey, 'name' | 'scopes' | 'clearance'>> = {},
): Promise<ApiKey & { key: string }> {
  const made = await api.post('/api/keys', { name, scopes, clearance });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return madeKey.parse(made.body);
}
