import type { EventInput } from '../../model/event/event';
import type { City, ScenarioFiles, WrittenChange, WrittenEvent } from '../../model/exercise-files';
import {
  type ActorInput,
  actorInput,
  type Mission,
  type VisitInput,
  visitInput,
} from '../../model/reference';
import { createChance } from './chance';
import { generateEvents } from './generate';
import { createFindMission } from './missions';
import { hourMillis, type Ids, idOf, momentOf, type Surroundings, toEventInput } from './written-event';

/** Records of the past year, beside those of the siege. */
const recordCount = 300;
/** Events of a step of the preparation: together they hold the writer some 10 ms. */
const stepSize = 10;
/** The steps before those of the events: actors and visits, then actors below others. */
const preparatorySteps = 2;
/** The same scenario each time. */
const seed = 20_261_130;

/** What one step writes; steps are written in order, each once. */
export type ScenarioStep = {
  /** The minute of the siege at which it is due; null in the preparation, where steps are due at once. */
  minute: number | null;
  actors: readonly { slug: string; input: ActorInput }[];
  visits: readonly { slug: string; input: VisitInput }[];
  events: readonly { slug: string | null; input: EventInput }[];
  change: WrittenChange | null;
};

export type Scenario = {
  /** The number of steps. */
  length: number;
  minuteOf(step: number): number | null;
  /** The content of a step, whose `at` is its instant (ms), with the ids of what earlier steps have written. */
  makeStep(step: number, at: number, ids: Ids): ScenarioStep;
  surroundings: Surroundings;
};

/**
 * The scenario of an exercise that starts at `start` (ms). Targets name the missions of the register that are among
 * `missions`; `recipient` is the person whom red records name.
 */
export function createScenario(
  files: ScenarioFiles,
  { start, missions, recipient }: { start: number; missions: readonly Mission[]; recipient: string | null },
): Scenario {
  const findMission = createFindMission(missions);
  const surroundings: Surroundings = { cityOf: createCityOf(files.cities), findMission, recipient };
  const byHand = [...files.threats, ...files.past];
  const generated = generateEvents(files, {
    count: recordCount - byHand.length,
    start,
    chance: createChance(seed),
    findMission,
    taken: byHand.map(({ title }) => title),
  });
  const parts = partsOf([...byHand, ...generated].toSorted((a, b) => b.ago - a.ago));
  const empty = { minute: null, actors: [], visits: [], events: [], change: null };
  const siegeStart = preparatorySteps + parts.length;

  function makeStep(step: number, at: number, ids: Ids): ScenarioStep {
    const chance = createChance(seed + step);
    const toEvent = (event: WrittenEvent, from: number) => ({
      slug: event.slug ?? null,
      input: toEventInput(event, from, { surroundings, ids, chance }),
    });
    // Parents first: an actor names the id of its parent.
    if (step === 0) return { ...empty, actors: actorsOf(files, ids, false), visits: visitsOf(files, start) };
    if (step === 1) return { ...empty, actors: actorsOf(files, ids, true) };
    const part = parts[step - preparatorySteps];
    if (part) return { ...empty, events: part.map((event) => toEvent(event, start)) };
    const siege = files.siege[step - siegeStart];
    if (!siege) throw new Error(`The scenario has no step ${step}`);
    const { minute } = siege;
    return 'event' in siege
      ? { ...empty, minute, events: [toEvent(siege.event, at)] }
      : { ...empty, minute, change: siege };
  }

  return {
    length: siegeStart + files.siege.length,
    minuteOf: (step) => files.siege[step - siegeStart]?.minute ?? null,
    makeStep,
    surroundings,
  };
}

function createCityOf(cities: readonly City[]): Surroundings['cityOf'] {
  const byName = new Map(cities.map((city) => [city.name, city]));
  return (name) => {
    const city = byName.get(name);
    if (!city) throw new Error(`The exercise knows no city ${name}`);
    return city;
  };
}

function actorsOf({ actors }: ScenarioFiles, ids: Ids, areBelow: boolean): ScenarioStep['actors'] {
  return actors
    .filter(({ parent }) => (parent !== undefined) === areBelow)
    .map(({ slug, parent, ...input }) => ({
      slug,
      input: actorInput.parse({ ...input, parentId: parent === undefined ? null : idOf(ids, parent) }),
    }));
}

function visitsOf({ visits }: ScenarioFiles, start: number): ScenarioStep['visits'] {
  const moment = (hours: number) => momentOf(start + hours * hourMillis, 'minute');
  return visits.map(({ slug, from, to, ...input }) => ({
    slug,
    input: visitInput.parse({ ...input, from: moment(from), to: moment(to) }),
  }));
}

/** Parts of at most `stepSize` events; an event that names one of the same part begins the next. */
function partsOf(events: readonly WrittenEvent[]): WrittenEvent[][] {
  const parts: WrittenEvent[][] = [];
  let part: WrittenEvent[] = [];
  for (const event of events) {
    const namesOther = part.some(({ slug }) => slug !== undefined && event.realises.includes(slug));
    if (part.length === 0 || part.length === stepSize || namesOther) {
      part = [];
      parts.push(part);
    }
    part.push(event);
  }
  return parts;
}
