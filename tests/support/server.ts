import { createServer } from 'node:net';
import type { SettingName } from '@/server/env';

export type Seed = 'example' | 'register' | 'none';

/** Settings of a server beside those that the test's harness chooses, and those too. */
export type Settings = Partial<Record<SettingName, string>>;

/** A running server, of which a test knows what a client and an administrator know. */
export type TestServer = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** All that it has printed, of every run. */
  log(): string;
  /** Stops it in order. */
  stop(): Promise<unknown>;
  /** Stops it in order where it runs, and starts it on the same port and folder; `changes` are of its settings. */
  restart(changes?: Settings): Promise<void>;
};

export function settingsOf<Env>(port: number, dataDir: string, seed: Seed, env: Env) {
  return { PORT: String(port), DATA_DIR: dataDir, SEED: seed, LOG_LEVEL: 'info', ...env };
}

/**
 * Below the ports that systems hand out by themselves, so that the same port is still free when a killed
 * server comes back.
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
