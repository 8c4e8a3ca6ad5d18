import { type Event, event } from '@/db/model/event/event';
import type { KeyScope, Role, Tlp } from '@/db/model/words';
import { expect, test as runner } from '../../fixtures';
import { type Api, type ApiResponse, createApi } from '../../support/api';
import {
  adminEnv,
  createKey,
  createMember,
  findAccount,
  firstAdmin,
  type Person,
  signIn,
} from '../../support/people';
import { threatDraft } from '../api/support/drafts';
import { openViewer, type Viewer } from '../live/viewer';

export type Team = {
  url: string;
  /** An administrator cleared for red. */
  admin: Person;
  /** Invites a user, accepts the invitation and signs them in. */
  createMember(rights?: { role?: Role; clearance?: Tlp; name?: string }): Promise<Person>;
  /** Changes a user's rights as the administrator. */
  updateRights(person: Person, rights: Record<string, unknown>): Promise<ApiResponse>;
  /** Creates an API key and returns a client that uses it. */
  createKey(
    person: Person,
    rights?: { scopes?: readonly KeyScope[]; clearance?: Tlp },
  ): Promise<{ id: string; key: string; api: Api }>;
  /** Opens a viewer with these headers and waits until it is live. */
  watch(headers: Record<string, string>): Promise<Viewer>;
  log(person: Person, title: string, more?: Record<string, unknown>): Promise<Event>;
};

export function eventOf({ status, body }: ApiResponse): Event {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return event.parse(body);
}

/** Counts over a whole worker, so that tests that share a server create members with different addresses. */
let count = 0;

/** Playwright's test with a server that has an administrator, the users they invite, and viewers of the feed. */
export const test = runner.extend<{ team: Team }>({
  seed: 'none',
  env: adminEnv,
  team: async ({ server }, use) => {
    const { url } = server;
    const opened: Viewer[] = [];
    const admin = await signIn(url, firstAdmin);
    await use({
      url,
      admin,
      createMember({ role = 'analyst', clearance = 'green', name } = {}) {
        count += 1;
        const email = `person${count}@mission.example`;
        return createMember(url, admin, { name: name ?? `Person ${count}`, email, role, clearance });
      },
      async updateRights({ id, email }, rights) {
        const { version } = await findAccount(admin, email);
        return admin.api.patch(`/api/accounts/${id}`, version, rights);
      },
      async createKey(person, { scopes = ['read'] as const, clearance = person.clearance } = {}) {
        const { id, key } = await createKey(person, { scopes: [...scopes], clearance });
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
 * The same, with one server for all tests of a worker with the same settings. Such tests restart nothing, and
 * depend on their own members and records only.
 */
export const sharedTest = test.extend({ sharing: 'own-records' });

export { expect };
