import { type Event, event } from '@/db/model/event/event';
import type { KeyScope, Role, Tlp } from '@/db/model/words';
import { expect, test as runner } from '../../fixtures';
import { type Answer, type Api, createApi } from '../../support/api';
import { accountOf, adminEnv, enter, firstAdmin, join, makeKey, type Person } from '../../support/people';
import { threatDraft } from '../api/support/drafts';
import { openViewer, type Viewer } from '../live/viewer';

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
    rights?: { scopes?: readonly KeyScope[]; clearance?: Tlp },
  ): Promise<{ id: string; key: string; api: Api }>;
  /** Opens a viewer with these headers and waits until he is live. */
  watch(headers: Record<string, string>): Promise<Viewer>;
  log(person: Person, title: string, more?: Record<string, unknown>): Promise<Event>;
};

export function eventOf({ status, body }: Answer): Event {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return event.parse(body);
}

/** Of a whole worker: those who share an office have different addresses. */
let count = 0;

/** A server whose first administrator the settings name, the people whom he invites, and their viewers. */
export const test = runner.extend<{ office: Office }>({
  seed: 'none',
  env: adminEnv,
  office: async ({ server }, use) => {
    const { url } = server;
    const opened: Viewer[] = [];
    const admin = await enter(url, firstAdmin);
    await use({
      url,
      admin,
      join({ role = 'analyst', clearance = 'green', name } = {}) {
        count += 1;
        const email = `person${count}@mission.example`;
        return join(url, admin, { name: name ?? `Person ${count}`, email, role, clearance });
      },
      async grant({ id, email }, rights) {
        const { version } = await accountOf(admin, email);
        return admin.api.patch(`/api/accounts/${id}`, version, rights);
      },
      async keyOf(person, { scopes = ['read'] as const, clearance = person.clearance } = {}) {
        const { id, key } = await makeKey(person, { scopes: [...scopes], clearance });
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

/**
 * The same office for all tests of a worker that want the same settings: for those that restart nothing, and look for
 * their own people and records only.
 */
export const sharedTest = test.extend({
  server: async ({ sharedServer, seed, env }, use) => use(await sharedServer({ seed, env })),
});

export { expect };
