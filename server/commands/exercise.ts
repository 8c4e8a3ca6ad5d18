import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemPrincipal } from '@/db/model/access/principal';
import { failure } from '@/db/model/errors';
import { type ExerciseSettings, exerciseSettings } from '@/db/model/exercise';
import { openStore } from '@/db/sqlite/open';
import type { Store } from '@/db/store';
import { withAdvice } from '../advice';
import { readSettings } from '../env';
import { removeExercise } from '../exercise/remove-exercise';
import type { CommandOptions } from './copying';

/** The player of a running server looks every two seconds. */
const maxLooks = 8;

/**
 * `npm run exercise`: starts an exercise in the database, or removes it with --remove. A running Chancery plays it; if
 * none runs, it begins when Chancery starts. A removal is complete when the command ends.
 * @throws AppError with one sentence to be shown before exiting with code 1
 */
export const exercise = withAdvice(async ({ args, env, root }: CommandOptions): Promise<void> => {
  const { isRemoval, settings } = readArguments(args);
  const { dataDir, seed, own } = readSettings(env, root);
  const store = await openStore({ root, dataDir, seed, own });
  try {
    process.stdout.write(`${isRemoval ? await remove(store) : await start(store, settings)}\n`);
  } finally {
    await store.close();
  }
});

async function remove(store: Store): Promise<string> {
  const count = await removeExercise(store, systemPrincipal);
  return `Removed the exercise: ${count} records.`;
}

async function start(store: Store, settings: ExerciseSettings): Promise<string> {
  await store.startExercise(systemPrincipal, settings);
  for (let look = 0; look < maxLooks; look += 1) {
    await wait(500);
    const state = await store.readExercise(systemPrincipal);
    if (state && state.step > 0) return 'The exercise has started: the open boards show it.';
  }
  return 'The exercise begins when Chancery starts: npm start.';
}

/** @throws AppError with the usage of the command */
function readArguments(args: string[]): { isRemoval: boolean; settings: ExerciseSettings } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        speed: { type: 'string', default: '1' },
        minute: { type: 'string', default: '0' },
        remove: { type: 'boolean', default: false },
      },
    });
    const settings = exerciseSettings.parse({ speed: Number(values.speed), minute: Number(values.minute) });
    return { isRemoval: values.remove, settings };
  } catch {
    throw failure('usage-exercise');
  }
}
