import type { Principal } from './model/access/principal';
import type { Exercise, ExerciseSettings } from './model/exercise';
import type { ActorInput, VisitInput } from './model/reference';
import type { BatchItem, RefusedItem } from './store-operations';

/**
 * Instants (ms) of the minute where the siege begins: in the scenario (`at`), and on the machine's clock (`began`).
 * `paused` is how long the program was not running since then.
 */
export type ExerciseClock = { at: number; began: number; paused: number };

/** What the store keeps of the exercise that is there. */
export type ExerciseState = {
  id: string;
  startedBy: { id: string; name: string };
  settings: ExerciseSettings;
  /** The person whom red records of the scenario name; null if nobody has an account. */
  recipient: string | null;
  phase: Exercise['phase'];
  /** The number of steps of the scenario that are written. */
  step: number;
  clock: ExerciseClock | null;
  /** Ids of written records, by their names in the scenario. */
  ids: Readonly<Record<string, string>>;
};

/** An actor or a visit of the scenario with its name there. */
type NewRecord = { name: string } & (
  | { type: 'actor'; input: ActorInput }
  | { type: 'visit'; input: VisitInput }
);

/** What one step of the scenario writes. */
export type ExerciseStep = {
  clock: ExerciseClock;
  records: readonly NewRecord[];
  /** `name` is that of a new event, if later steps refer to it. */
  items: readonly { name: string | null; item: BatchItem }[];
  /** Is the step one of the preparation, whose events boards fetch together? */
  isPreparation: boolean;
  /** Why the event is changed. */
  reason: string | null;
  /** The phase of the exercise once the step is written. */
  phase: Exercise['phase'];
};

/**
 * A part of the removal of an exercise, by its id; null removes what is left where there is none. Events are named by
 * id. The last part also removes the visits and actors.
 */
export type RemovalPart = { exercise: string | null; ids: readonly string[]; isLast: boolean };

/** `removed` counts the events that the caller may see. */
export type RemovalAnswer = { removed: number; heldMillis: number };

/** One exercise at a time. Its records are ordinary records with the handling `exercise`, written by the system. */
export type Exercises = {
  /** Rejects with 'exercise-exists' while there is one. The player then writes its records. */
  startExercise(by: Principal, settings: ExerciseSettings): Promise<ExerciseState>;
  readExercise(by: Principal): Promise<ExerciseState | null>;
  /**
   * Writes a step, and that it is written, in one transaction. Returns the state after it; null if the exercise is gone
   * or another step is next. If an event is refused, nothing is written.
   */
  advanceExercise(
    by: Principal,
    at: { id: string; step: number },
    work: ExerciseStep,
  ): Promise<{ state: ExerciseState; refused: readonly RefusedItem[] } | null>;
  /**
   * Stops the exercise and deletes those of the events that are part of it: those with its handling that the system
   * wrote, whatever their marking, and those of others that the caller may see. The last part also removes its visits and
   * actors, except those named by an event that the caller can see, and then the exercise is gone. While another
   * exercise is there, nothing is removed.
   */
  removeExercise(by: Principal, part: RemovalPart): Promise<RemovalAnswer>;
};
