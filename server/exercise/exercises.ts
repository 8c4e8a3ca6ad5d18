import { join } from 'node:path';
import type { Principal } from '@/db/model/access/principal';
import { type Exercise, type ExerciseSettings, siegeMinutes } from '@/db/model/exercise';
import type { Store } from '@/db/store';
import type { ExerciseState } from '@/db/store-exercise';
import type { Logger } from '../log';
import { startExercisePlayer } from './player';
import { removeExercise } from './remove-exercise';
import { minuteAt } from './timing';

/** Starting, reading and removing the exercise. */
export type Exercises = {
  /** @throws AppError 'exercise-exists' */
  start(who: Principal, settings: ExerciseSettings): Promise<Exercise>;
  read(who: Principal): Promise<Exercise | null>;
  /** Returns how many events that they may see were deleted. */
  remove(who: Principal): Promise<number>;
};

/** Also plays the exercise that the store has. `root` is the project's folder. */
export function startExercises({
  store,
  log,
  root,
}: {
  store: Store;
  log: Logger;
  root: string;
}): Exercises & {
  close(): Promise<void>;
} {
  const player = startExercisePlayer({ store, log, folder: join(root, 'db/reference') });
  return {
    close: player.close,
    async start(who, settings) {
      const state = await store.startExercise(who, settings);
      player.wake();
      await store.logAccess(who, { what: 'started-exercise', accountId: who.id, details: {} });
      return toAnswer(state, Date.now());
    },
    async read(who) {
      const state = await store.readExercise(who);
      return state && toAnswer(state, Date.now());
    },
    async remove(who) {
      const removed = await removeExercise(store, who);
      await store.logAccess(who, {
        what: 'removed-exercise',
        accountId: who.id,
        details: { count: removed },
      });
      return removed;
    },
  };
}

function toAnswer({ id, startedBy, settings, phase, clock }: ExerciseState, now: number): Exercise {
  return {
    id,
    startedBy,
    phase,
    speed: settings.speed,
    minute: minuteOf(phase, clock && minuteAt({ settings, clock }, now)),
  };
}

function minuteOf(phase: ExerciseState['phase'], minute: number | null): number | null {
  if (phase === 'ended') return siegeMinutes;
  if ((phase !== 'playing' && phase !== 'held') || minute === null) return null;
  return Math.min(siegeMinutes, minute);
}
