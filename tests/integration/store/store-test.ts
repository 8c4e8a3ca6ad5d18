import { test } from '@playwright/test';
import type { Store } from '@/db/store';
import type { OpenedStore, StoreFactory } from './sqlite';

/** A test with a store of its own, empty and put away at the end. */
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
