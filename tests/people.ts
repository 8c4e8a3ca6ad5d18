import type { BrowserContext } from '@playwright/test';
import * as z from 'zod';
import { type Answer, createApi } from './api';

export type Person = { email: string; password: string };

/** Who comes first: a server with `adminEnv` has him. */
export const firstAdmin: Person = { email: 'admin@example.org', password: 'a word and three more' };
export const adminEnv = { ADMIN_EMAIL: firstAdmin.email, ADMIN_PASSWORD: firstAdmin.password };

const link = z.object({ url: z.string() });

/** Signs in as a page does, and answers the cookies that came of it, as a header. */
export async function signIn(url: string, { email, password }: Person): Promise<string> {
  const answer = await createApi(url).post('/api/auth/sign-in/email', { email, password });
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(answer.body)}`);
  return cookiesOf(answer);
}

function cookiesOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** Signs in, and gives a browser the session. */
export async function letIn(context: BrowserContext, url: string, person: Person): Promise<string> {
  const cookie = await signIn(url, person);
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const at = one.indexOf('=');
      return { name: one.slice(0, at), value: one.slice(at + 1), url, httpOnly: true };
    }),
  );
  return cookie;
}

type Rights = { role: 'viewer' | 'analyst' | 'admin'; clearance: string };

/** The link of an invitation by the first administrator. */
export async function invite(url: string, email: string, rights: Rights): Promise<string> {
  const cookie = await signIn(url, firstAdmin);
  const answer = await createApi(url).post('/api/invitations', { email, ...rights }, { cookie });
  return link.parse(answer.body).url;
}

export function tokenOf(url: string): string {
  return new URL(url).hash.slice(1);
}

/** Somebody who has joined by an invitation. */
export async function join(url: string, name: string, rights: Rights): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`;
  const password = `the password of ${name}`;
  const token = tokenOf(await invite(url, email, rights));
  const answer = await createApi(url).post('/api/auth/accept', { token, name, password });
  if (answer.status !== 200) throw new Error(`${name} could not join: ${JSON.stringify(answer.body)}`);
  return { email, password };
}
