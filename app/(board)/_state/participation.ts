import { setAlertedByExercises } from '../../_live/exercise-alerts';

const key = 'chancery.exercise';

/** The exercise that this browser takes part in is kept by its id, so that the next one alerts nobody who has not joined. */
export function joinExercise(id: string): void {
  try {
    localStorage.setItem(key, id);
  } catch {
    // Storage may be blocked. Then only the board that is open alerts.
  }
  setAlertedByExercises(true);
}

export function leaveExercise(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
  setAlertedByExercises(false);
}

/** Has this browser joined the exercise? */
export function hasJoined(id: string): boolean {
  try {
    return localStorage.getItem(key) === id;
  } catch {
    return false;
  }
}
