import { systemPrincipal } from '@/db/model/access/principal';
import type { Mission } from '@/db/model/reference';
import type { Page } from '@/db/page';
import { readScenarioFiles } from '@/db/reference/exercise/read-files';
import { createScenario, type Scenario } from '@/db/reference/exercise/scenario';
import type { Store } from '@/db/store';
import type { ExerciseClock, ExerciseState } from '@/db/store-exercise';
import type { Logger } from '../log';
import { removeExercise } from './remove-exercise';
import { itemsOf, type StepItems } from './step-items';
import { dueAt, recordedAt, resumed } from './timing';

/** How often the player looks for an exercise that another process has started or removed. */
const pollMillis = 2_000;
/** How long a step that failed waits before it is tried again. */
const retryMillis = 5_000;
const pageSize = 500;

type PlayerDeps = {
  store: Store;
  log: Logger;
  /** The folder of the reference data. */
  folder: string;
};

/** The exercise as this process plays it. */
type Playing = { id: string; scenario: Scenario; clock: ExerciseClock };

/**
 * Plays the exercise that the store has, whichever process started it: writes each step when it is due, by the ordinary
 * commands. After a restart the siege goes on where it stopped, and a removal that was interrupted is finished.
 */
export function startExercisePlayer({ store, log, folder }: PlayerDeps): {
  /** Makes the player look at once. */
  wake(): void;
  close(): Promise<void>;
} {
  let playing: Playing | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let isRequested = false;
  let isClosed = false;
  /** The exercise whose removal this process has finished or left to another one. */
  let removal: string | null = null;

  /** Writes what is due, and returns the time until the next look (ms). */
  async function play(): Promise<number> {
    while (!isClosed) {
      const state = await store.readExercise(systemPrincipal);
      if (state === null || state.id !== playing?.id) playing = null;
      if (state === null || state.phase === 'ended') return pollMillis;
      if (state.phase === 'removing') {
        await finishRemoval(state.id);
        return pollMillis;
      }
      playing ??= await prepare(state);
      const wait = waitFor(playing, state);
      if (wait > 0) return Math.min(wait, pollMillis);
      await writeStep(playing, state);
    }
    return pollMillis;
  }

  /** Only at the second look: the request that removes the exercise usually finishes first. */
  async function finishRemoval(id: string): Promise<void> {
    if (removal !== id) {
      removal = id;
      return;
    }
    await removeExercise(store, systemPrincipal);
    log.info({ exercise: id }, 'A removal of the exercise that was interrupted is finished');
  }

  async function prepare({ id, settings, clock, step, recipient }: ExerciseState): Promise<Playing> {
    const files = readScenarioFiles(folder);
    const now = Date.now();
    const at = settings.at === undefined ? now : Date.parse(settings.at);
    const first = clock ?? { at, began: now, paused: 0 };
    const missions = await listMissions(new Set(files.cities.map(({ host }) => host)));
    const scenario = createScenario(files, { start: first.at, missions, recipient });
    const lastMinute = scenario.minuteOf(step - 1) ?? settings.minute;
    return { id, scenario, clock: clock ? resumed({ settings, clock }, lastMinute, now) : first };
  }

  async function listMissions(hosts: ReadonlySet<Mission['host']>): Promise<Mission[]> {
    const missions: Mission[] = [];
    let after: string | null = null;
    do {
      const page: Page<Mission> = await store.listRecords(systemPrincipal, 'mission', {
        host: [...hosts],
        limit: pageSize,
        after,
      });
      missions.push(...page.items);
      after = page.next;
    } while (after !== null);
    return missions;
  }

  async function writeStep(
    { id, scenario, clock }: Playing,
    { step, settings, ids }: ExerciseState,
  ): Promise<void> {
    const minute = scenario.minuteOf(step);
    const at = minute === null ? clock.at : recordedAt({ settings, clock }, minute);
    let work: StepItems = await itemsOf(store, scenario, { step, at, ids });
    for (;;) {
      const answer = await store.advanceExercise(
        systemPrincipal,
        { id, step },
        {
          ...work,
          clock,
          isPreparation: minute === null,
          phase: phaseAfter({ scenario, clock }, { step, settings }),
        },
      );
      const refused = answer?.refused ?? [];
      if (refused.length === 0) return;
      // Somebody edits the event at this moment: the change is made again from its new version.
      if (refused.every(({ code }) => code === 'version-conflict')) return;
      log.warn({ exercise: id, step, refused }, 'A part of the exercise was refused and is left out');
      const indexes = new Set(refused.map(({ index }) => index));
      work = { ...work, items: work.items.filter((_, index) => !indexes.has(index)) };
    }
  }

  /** Requests a look. Looks run one at a time, and requests during a look cause one more. */
  function wake(): void {
    isRequested = true;
    running ??= run();
  }

  async function run(): Promise<void> {
    let wait = pollMillis;
    while (isRequested && !isClosed) {
      isRequested = false;
      try {
        wait = await play();
      } catch (error) {
        log.error({ err: error }, 'The exercise could not go on; it is tried again');
        wait = retryMillis;
      }
    }
    running = undefined;
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(wake, wait);
  }

  wake();
  return {
    wake,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** The phase after a step: held, if the next one is never due. */
function phaseAfter(
  { scenario, clock }: Pick<Playing, 'scenario' | 'clock'>,
  { step, settings }: Pick<ExerciseState, 'step' | 'settings'>,
): ExerciseState['phase'] {
  if (step === scenario.length - 1) return 'ended';
  if (scenario.minuteOf(step) === null) return 'preparing';
  const next = scenario.minuteOf(step + 1);
  return next !== null && Number.isFinite(dueAt({ settings, clock }, next)) ? 'playing' : 'held';
}

/** The time until the next step is due (ms). */
function waitFor({ scenario, clock }: Playing, { step, settings }: ExerciseState): number {
  const minute = scenario.minuteOf(step);
  return minute === null ? 0 : dueAt({ settings, clock }, minute) - Date.now();
}
