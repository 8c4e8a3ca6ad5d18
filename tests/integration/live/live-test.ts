import { mergeTests } from '@playwright/test';
import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import { expect, processTest as ownProcess, test as runner } from '../../fixtures';
import { type ApiResponse, createApi } from '../../support/api';
import { openViewer, type Viewer } from './viewer';

type Fixtures = {
  /** Opens a viewer of the test's server, or of another, and waits until it is live. */
  watch(options?: { cursor?: string; url?: string }): Promise<Viewer>;
  /** Logs a threat through the API of the test's server, or of another. */
  log(title: string, more?: Record<string, unknown>, url?: string): Promise<Event>;
  change(of: Event, patch: Record<string, unknown>): Promise<Event>;
  remove(of: Event): Promise<void>;
};

/** Playwright's test with a whole server, its API, and viewers of its feed. */
export const test = runner.extend<Fixtures>({
  seed: 'none',
  watch: async ({ server }, use) => {
    const opened: Viewer[] = [];
    await use(async ({ cursor, url = server.url } = {}) => {
      const viewer = openViewer(url, { cursor });
      opened.push(viewer);
      await viewer.until(({ frames }) => frames.length > 0);
      return viewer;
    });
    for (const viewer of opened) viewer.close();
  },
  log: async ({ server }, use) => {
    await use(async (title, more = {}, url = server.url) =>
      eventOf(await createApi(url).post('/api/events', { ...threat, title, ...more }), 201),
    );
  },
  change: async ({ api }, use) => {
    await use(async ({ id, version }, patch) =>
      eventOf(await api.patch(`/api/events/${id}`, version, patch), 200),
    );
  },
  remove: async ({ api }, use) => {
    await use(async ({ id, version }) => {
      const { status } = await api.remove(`/api/events/${id}`, version, { reason: 'Logged twice' });
      expect(status).toBe(204);
    });
  },
});

/** The same with a server that is a process. */
export const processTest = mergeTests(test, ownProcess);

export { expect };

const threat = {
  kind: 'threat',
  at: '2026-03-01',
  location: { country: 'AF', city: 'Kabul' },
  targets: [{ country: 'RU', type: 'embassy' }],
  threat: {},
};

function eventOf({ status, body }: ApiResponse, expected: number): Event {
  expect({ status, body }).toMatchObject({ status: expected });
  return event.parse(body);
}

const cursorAnswer = z.looseObject({ cursor: z.string() });

/** The cursor in a response. */
export function cursorIn({ body }: ApiResponse): string {
  return cursorAnswer.parse(body).cursor;
}
