import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { openStore } from '@/db/sqlite/open';
import type { Store } from '@/db/store';
import { sharedFolder } from '../../support/shared-folder';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { keys, people } from './records';

export type OpenedStore = { store: Store; dataDir: string; remove(): Promise<void> };
/** Creates a store with the people of records.ts. */
export type StoreFactory = (seed?: 'none' | 'example') => Promise<OpenedStore>;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const threads = new URL('../../../dist/', import.meta.url);
const templates = new Map<string, Promise<string>>();

/** Opens the store of a folder as the server does. */
export function openAt(dataDir: string, seed: 'none' | 'example' = 'none'): Promise<Store> {
  return openStore({ root, dataDir, seed, threads });
}

/** A new store on SQLite: a copy of one that was seeded once, because seeding takes a second. */
export const sqliteStore: StoreFactory = async (seed = 'none') => {
  const dataDir = await copyTemplate(seed);
  const store = await openAt(dataDir, seed);
  return {
    store,
    dataDir,
    remove: async () => {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** A new folder with such a store, closed. */
export async function copyTemplate(seed: 'none' | 'example' = 'none'): Promise<string> {
  const template = templates.get(seed) ?? makeTemplate(seed);
  templates.set(seed, template);
  const dataDir = await makeTemporaryFolder('chancery-store');
  await cp(await template, dataDir, { recursive: true });
  return dataDir;
}

function makeTemplate(seed: 'none' | 'example'): Promise<string> {
  return sharedFolder(`store-${seed}`, async (dataDir) => {
    const store = await openAt(dataDir, seed);
    for (const who of [localPrincipal, ...people, ...keys]) await store.putPrincipal(systemPrincipal, who);
    await store.close();
  });
}
