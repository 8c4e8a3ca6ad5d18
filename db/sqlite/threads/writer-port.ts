import type { Commands } from '../commands/commands';
import type { Seed } from '../commands/seed';
import { type OnBackgroundError, startThread, type Thread } from './thread';

export type WriterSettings = { file: string; root: string; seed: Seed };

export type Writer = Pick<Thread, 'call'> & {
  run<Name extends keyof Commands>(
    name: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<ReturnType<Commands[Name]>>;
  /** The number of pending commands. */
  waiting(): number;
  isRunning(): boolean;
  close(): Promise<void>;
};

/**
 * Starts the writer thread; resolves once the database is migrated and seeded.
 * @throws AppError if that fails
 */
export async function startWriter(
  settings: WriterSettings,
  script: URL,
  onBackgroundError?: OnBackgroundError,
): Promise<Writer> {
  const { call, ...thread } = await startThread(script, settings, onBackgroundError);
  return { call, run: (name, ...args) => call(name, args), ...thread };
}
