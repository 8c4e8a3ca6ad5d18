import type { Commands } from '../commands/commands';
import type { Seed } from '../commands/seed';
import { type OnTrouble, startThread } from './thread';

export type WriterSettings = { file: string; root: string; seed: Seed };

export type Writer = {
  run<Name extends keyof Commands>(
    name: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<ReturnType<Commands[Name]>>;
  /** How many commands have no answer yet. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

/**
 * Starts the writer thread; resolves once the database is migrated and seeded.
 * @throws AppError 'unavailable' where that cannot be.
 */
export async function startWriter(
  settings: WriterSettings,
  script: URL,
  onTrouble?: OnTrouble,
): Promise<Writer> {
  const { call, ...thread } = await startThread(script, settings, onTrouble);
  return { run: (name, ...args) => call(name, args), ...thread };
}
