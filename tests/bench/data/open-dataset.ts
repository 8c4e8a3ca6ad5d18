import { openStore } from '@/db/sqlite/open';
import type { Store } from '@/db/store';

/** Opens the store of a copied dataset; the bundled bench runs beside the bundled threads. */
export function openDataset(folder: string): Promise<Store> {
  return openStore({
    root: process.cwd(),
    dataDir: folder,
    seed: 'register',
    threads: new URL('../', import.meta.url),
  });
}
