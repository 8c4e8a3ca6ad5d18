import { access, cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seed } from './server';
import type { ServerHost } from './server-host';

/** Folders as a server leaves them after its first start, made once for all workers of a run: not to be written to. */
export function createSeededFolders(host: Pick<ServerHost, 'start'>, runFolder: string) {
  const made = new Map<Seed, Promise<string>>();

  async function make(seed: Seed): Promise<string> {
    const folder = join(runFolder, seed);
    if (await exists(folder)) return folder;
    const dataDir = await mkdtemp(join(runFolder, 'seeding-'));
    const server = await host.start({ dataDir, seed });
    await server.stop();
    // Of two workers that seed at once, the one that is first is taken.
    await rename(dataDir, folder).catch(async (error: unknown) => {
      await rm(dataDir, { recursive: true, force: true });
      if (!(await exists(folder))) throw error;
    });
    return folder;
  }

  function seededFolder(seed: Seed): Promise<string> {
    const folder = made.get(seed) ?? make(seed);
    made.set(seed, folder);
    return folder;
  }

  return {
    seededFolder,
    copy: async (seed: Seed, to: string) => cp(await seededFolder(seed), to, { recursive: true }),
  };
}

function exists(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
