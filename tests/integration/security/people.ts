import * as z from 'zod';
import { type Event, event } from '@/db/model/event';
import type { Role, Tlp } from '@/db/model/words';
import { type Answer, type Api, createApi } from '../../api';
import { expect, test as runner } from '../../fixtures';
import { threatDraft } from '../api/drafts';
import { openViewer, type Viewer } from '../live/viewer';

export const firstAdmin = { email: 'first@mission.example', password: 'the first of all passwords' };

export type Person = {
  id: string;
  name: string;
  email: string;
  password: string;
  role: Role;
  clearance: Tlp;
  cookie: string;
  api: Api;
};

export type Office = {
  url: string;
  /** Administrator, cleared for red. */
  admin: Person;
  /** Invites somebody, who joins and signs in. */
  join(rights?: { role?: Role; clearance?: Tlp; name?: string }): Promise<Person>;
  /** Changes somebody's rights, as the administrator. */
  grant(person: Person, rights: Record<string, unknown>): Promise<Answer>;
  /** Makes a key and answers a client that bears it. */
  keyOf(
    person: Person,
    rights?: { scope?: 'read' | 'write'; clearance?: Tlp },
  ): Promise<{ id: string; key: string; api: Api }>;
  /** Opens a viewer with these headers and waits until he is live. */
  watch(headers: Record<string, string>): Promise<Viewer>;
  log(person: Person, title: string, more?: Record<string, unknown>): Promise<Event>;
};

const withUrl = z.looseObject({ url: z.string(), id: z.string() });
const me = z.looseObject({ id: z.string(), role: z.string(), clearance: z.string(), name: z.string() });
const versioned = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), version: z.int() })) });
const madeKey = z.looseObject({ id: z.string(), key: z.string() });

/** The cookies that an answer sets, as the next request sends them. */
export function cookiesOf({ headers }: Pick<Answer, 'headers'>): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

export function signIn(
  url: string,
  { email, password }: { email: string; password: string },
  headers?: Record<string, string>,
): Promise<Answer> {
  return createApi(url).post('/api/auth/sign-in/email', { email, password }, headers);
}

/** The token behind the # of a link. */
export function tokenIn({ status, body }: Answer): string {
  expect({ status, body }).toMatchObject({ status: 201 });
  return new URL(withUrl.parse(body).url).hash.slice(1);
}

export function eventOf({ status, body }: Answer): Event {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return event.parse(body);
}

/** A server whose first administrator the settings name, the people whom he invites, and their viewers. */
export const test = runner.extend<{ office: Office }>({
  seed: 'none',
  env: { ADMIN_EMAIL: firstAdmin.email, ADMIN_PASSWORD: firstAdmin.password },
  office: async ({ server }, use) => {
    const { url } = server;
    const opened: Viewer[] = [];
    const admin = await enter(url, { ...firstAdmin, role: 'admin', clearance: 'red' });
    let count = 0;
    await use({
      url,
      admin,
      async join({ role = 'analyst', clearance = 'green', name } = {}) {
        count += 1;
        const email = `person${count}@mission.example`;
        const token = tokenIn(await admin.api.post('/api/invitations', { email, role, clearance }));
        const password = `a long password, number ${count}`;
        const joined = { token, name: name ?? `Person ${count}`, password };
        expect((await createApi(url).post('/api/auth/accept', joined)).status).toBe(200);
        return enter(url, { email, password, role, clearance });
      },
      async grant({ id }, rights) {
        const { items } = versioned.parse((await admin.api.get('/api/accounts')).body);
        const version = items.find((item) => item.id === id)?.version ?? 0;
        return admin.api.patch(`/api/accounts/${id}`, version, rights);
      },
      async keyOf(person, { scope = 'read', clearance = person.clearance } = {}) {
        const made = await person.api.post('/api/keys', { name: 'A program', scope, clearance });
        const { id, key } = madeKey.parse(made.body);
        return { id, key, api: createApi(url, { 'x-api-key': key }) };
      },
      async watch(headers) {
        const viewer = openViewer(url, { headers });
        opened.push(viewer);
        await viewer.until(({ frames }) => frames.length > 0);
        return viewer;
      },
      log: async (person, title, more = {}) =>
        eventOf(await person.api.post('/api/events', { ...threatDraft(), title, ...more })),
    });
    for (const viewer of opened) viewer.close();
  },
});

export { expect };

async function enter(
  url: string,
  { email, password, ...rights }: Pick<Person, 'email' | 'password' | 'role' | 'clearance'>,
): Promise<Person> {
  const signedIn = await signIn(url, { email, password });
  expect(signedIn.status).toBe(200);
  const cookie = cookiesOf(signedIn);
  const api = createApi(url, { cookie });
  const { id, name, ...found } = me.parse((await api.get('/api/me')).body);
  expect(found).toMatchObject(rights);
  return { id, name, email, password, ...rights, cookie, api };
}
