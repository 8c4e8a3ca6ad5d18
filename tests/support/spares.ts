import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerOptions, startServer, type TestServer } from './server';

export type Seed = NonNullable<ServerOptions['seed']>;

type Wanted = { seed: Seed; env: Record<string, string> };
type Started = { server: TestServer; remove(): Promise<void> };

export type Spares = {
  /** A server that nobody has used, on a copy of the folder that was seeded before. */
  take(wanted: Wanted): Promise<Started>;
  discard(): Promise<void>;
};

/**
 * Servers for one test after the other. While a test runs, the server of the next one starts, with what this
 * one wanted. It helps where a test leaves a processor idle, as those in the browser do.
 */
export function createSpares(seededFolder: (seed: Seed) => Promise<string>): Spares {
  let spare: { key: string; started: Promise<Started> } | null = null;

  async function start({ seed, env }: Wanted): Promise<Started> {
    const dataDir = await mkdtemp(join(tmpdir(), 'chancery-'));
    const clear = () => rm(dataDir, { recursive: true, force: true });
    try {
      await cp(await seededFolder(seed), dataDir, { recursive: true });
      const { server } = await startServer({ seed, env, dataDir });
      const remove = async () => {
        await server.kill();
        await clear();
      };
      return { server, remove };
    } catch (error) {
      await clear();
      throw error;
    }
  }

  async function discard(): Promise<void> {
    const last = spare;
    spare = null;
    await last?.started.then(
      ({ remove }) => remove(),
      () => {},
    );
  }

  return {
    async take(wanted) {
      const key = JSON.stringify(wanted);
      if (spare?.key !== key) await discard();
      const ready = spare?.started ?? start(wanted);
      spare = null;
      const taken = await ready;
      const started = start(wanted);
      // Whoever takes it is told.
      started.catch(() => {});
      spare = { key, started };
      return taken;
    },
    discard,
  };
}
