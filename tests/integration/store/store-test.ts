import { test } from '@playwright/test';
import type { Store } from '@/db/store';
import type { OpenedStore, StoreFactory } from './sqlite';

/** Playwright's test with its own empty store. */
export function storeTest(open: StoreFactory) {
  return test.extend<{ opened: OpenedStore; store: Store }>({
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    opened: async ({}, use) => {
      const opened = await open();
      await use(opened);
      await opened.remove();
    },
    store: ({ opened }, use) => use(opened.store),
  });
}
