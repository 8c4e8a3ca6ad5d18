import { cp } from 'node:fs/promises';
import type { Seed } from './server';
import type { ServerHost } from './server-host';
import { sharedFolder } from './shared-folder';

export type SeededFolders = {
  /** Copies the folder that a server with this seed leaves after its first start. */
  copy(seed: Seed, to: string): Promise<void>;
};

export function createSeededFolders(host: Pick<ServerHost, 'start'>): SeededFolders {
  const made = new Map<Seed, Promise<string>>();

  function seededFolder(seed: Seed): Promise<string> {
    const folder =
      made.get(seed) ??
      sharedFolder(seed, async (dataDir) => {
        const server = await host.start({ dataDir, seed });
        await server.stop();
      });
    made.set(seed, folder);
    return folder;
  }

  return { copy: async (seed, to) => cp(await seededFolder(seed), to, { recursive: true }) };
}
