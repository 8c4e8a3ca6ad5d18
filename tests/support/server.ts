import { createServer } from 'node:net';
import type { SettingName } from '@/server/env';

export type Seed = 'example' | 'register' | 'none';

/** Settings of a server; they may override those that the tests choose. */
export type Settings = Partial<Record<SettingName, string>>;

/** A running server, as a client and an administrator know it. */
export type TestServer = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Its output in all its runs. */
  log(): string;
  /** Stops it gracefully. */
  stop(): Promise<unknown>;
  /** Stops it gracefully if it runs, and starts it on the same port and folder with changed settings. */
  restart(changes?: Settings): Promise<void>;
};

export function settingsOf<Env>(port: number, dataDir: string, seed: Seed, env: Env) {
  return { PORT: String(port), DATA_DIR: dataDir, SEED: seed, LOG_LEVEL: 'info', ...env };
}

/**
 * A free port below the ephemeral range, so that the system does not assign it to another process before a killed
 * server restarts.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await new Promise((resolve) => probe.close(resolve));
      return port;
    }
  }
}
