import { eq } from 'drizzle-orm';
import type { ExerciseState } from '../../store-exercise';
import type { Db } from '../client';
import { meta, principals } from '../schema/reference';

/** The key of the exercise that is there in `meta`. */
export const exerciseKey = 'exercise';

/** The exercise as it is kept: with the id of who started it only, since names change. */
export type StoredExercise = Omit<ExerciseState, 'startedBy'> & { startedBy: string };

export function createExerciseQuery(db: Db) {
  function findExercise(): ExerciseState | null {
    const row = db.select().from(meta).where(eq(meta.key, exerciseKey)).get();
    if (!row) return null;
    const stored: StoredExercise = JSON.parse(row.value);
    const who = db.select().from(principals).where(eq(principals.id, stored.startedBy)).get();
    return { ...stored, startedBy: { id: stored.startedBy, name: who?.name ?? '' } };
  }

  return { findExercise };
}
