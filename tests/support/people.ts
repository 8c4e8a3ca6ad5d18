import { expect, type Page } from '@playwright/test';
import * as z from 'zod';
import { type Account, type ApiKey, account, apiKey } from '@/db/model/access/account';
import type { Role, Tlp } from '@/db/model/words';
import { type Api, type ApiResponse, createApi } from './api';

type Password = { email: string; password: string };

/** The first administrator of a server with `adminEnv`, cleared for everything. */
export const firstAdmin: Password = { email: 'ada@example.org', password: 'the first of all passwords' };
export const adminEnv = { ADMIN_EMAIL: firstAdmin.email, ADMIN_PASSWORD: firstAdmin.password };

/** A signed-in user, with the Cookie header of their session and an API client that sends it. */
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

/** The cookies that a response sets, as a Cookie header. */
export function cookiesOf({ headers }: Pick<ApiResponse, 'headers'>): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** The link in the response that creates it. */
export function linkIn({ status, body }: ApiResponse): string {
  expect({ status, body }).toMatchObject({ status: 201 });
  return withUrl.parse(body).url;
}

/** The token after the # of a link. */
export function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}

/** The response to a sign-in, successful or not. */
export function requestSignIn(
  url: string,
  { email, password }: Password,
  headers?: Record<string, string>,
): Promise<ApiResponse> {
  return createApi(url).post('/api/auth/sign-in/email', { email, password }, headers);
}

/** Signs in, and fails the test if that is refused. */
export async function signIn(url: string, { email, password }: Password): Promise<Person> {
  const signedIn = await requestSignIn(url, { email, password });
  expect(signedIn.status, JSON.stringify(signedIn.body)).toBe(200);
  const cookie = cookiesOf(signedIn);
  const api = createApi(url, { cookie });
  const { id, name, role, clearance } = me.parse((await api.get('/api/me')).body);
  return { id, name, email, password, role, clearance, cookie, api };
}

/** Creates an invitation and returns its link. */
export async function invite({ api }: Person, email: string, rights: Rights): Promise<string> {
  return linkIn(await api.post('/api/invitations', { email, ...rights }));
}

/** Invites a user, accepts the invitation and signs them in. Their e-mail address defaults to one made of `name`. */
export async function createMember(
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
  const person = await signIn(url, { email, password });
  expect(person).toMatchObject(rights);
  return person;
}

/** Gives the browser context of a page the session of this person. */
export async function setSession(page: Page, url: string, { cookie }: Person): Promise<void> {
  await page.context().addCookies(
    cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true, sameSite: 'Lax' };
    }),
  );
}

/** A user's account as an administrator reads it. */
export async function findAccount({ api }: Person, email: string): Promise<Account> {
  const { items } = accounts.parse((await api.get('/api/accounts')).body);
  const found = items.find((one) => one.email === email);
  if (!found) throw new Error(`${email} has no account`);
  return found;
}

export async function createKey(
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
