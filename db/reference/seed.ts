import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { uuidFromName } from '../ids';
import { type EventInput, eventInput } from '../model/event/event';
import { exampleFile } from '../model/example-file';
import { isCountry } from '../model/places/countries';
import {
  type ActorInput,
  actorInput,
  type Mission,
  type MissionInput,
  missionInput,
  type Place,
  type VisitInput,
  visitInput,
} from '../model/reference';
import { targetTypeOfMission } from '../model/words';

const emptyAsNull = (value: string | undefined) => (value === '' ? null : value);
const numberOrNull = (value: string | undefined) => (value === '' ? null : Number(value));

/** Reads the register of the world's diplomatic missions (Wikidata, CC0). */
export function readMissions(folder: string): MissionInput[] {
  return rows(folder, 'missions.csv').map(({ wikidata, city, metro, lat, lon, ...rest }) =>
    missionInput.parse({
      ...rest,
      wikidata: emptyAsNull(wikidata),
      city: emptyAsNull(city),
      metro: emptyAsNull(metro),
      lat: numberOrNull(lat),
      lon: numberOrNull(lon),
    }),
  );
}

/** Reads the gazetteer: places with a population of 1,000 or more, largest first (GeoNames, CC BY 4.0). */
export function readPlaces(folder: string): Place[] {
  return rows(folder, 'places.csv').flatMap(({ name = '', country = '', province, lat, lon, population }) =>
    isCountry(country)
      ? {
          name,
          country,
          province: province || null,
          lat: Number(lat),
          lon: Number(lon),
          population: Number(population),
        }
      : [],
  );
}

export type Example = {
  actors: { id: string; input: ActorInput }[];
  visits: { id: string; input: VisitInput }[];
  events: { slug: string; input: EventInput }[];
};

/**
 * Reads the example: ISKP's attacks in Kabul as published, as inputs of the ordinary commands. A target without a
 * mission means the only one of that country, host and type.
 */
export function readExample(folder: string, missions: readonly Mission[]): Example {
  const file = exampleFile.parse(JSON.parse(readFileSync(join(folder, 'kabul.json'), 'utf8')));
  return {
    actors: file.actors.map(({ slug: name, parentId, ...rest }) => ({
      id: idOf('actor', name),
      input: actorInput.parse({ ...rest, parentId: parentId === undefined ? null : idOf('actor', parentId) }),
    })),
    visits: file.visits.map(({ slug: name, ...rest }) => ({
      id: idOf('visit', name),
      input: visitInput.parse(rest),
    })),
    events: file.events.map(({ slug: name, ...rest }) => ({
      slug: name,
      input: eventInput.parse({
        ...rest,
        targets: rest.targets.map(({ missionId, visitId, ...target }) => ({
          ...target,
          missionId:
            visitId === undefined
              ? missionOf(missions, { ...target, missionId, host: rest.location.country })
              : null,
          visitId: visitId === undefined ? null : idOf('visit', visitId),
        })),
        actors: rest.actors.map(({ actorId, ...actor }) => ({ ...actor, actorId: idOf('actor', actorId) })),
      }),
    })),
  };
}

type Wanted = { missionId: string | undefined; country: string; host: string; type: string };

function missionOf(missions: readonly Mission[], { missionId, country, host, type }: Wanted): string | null {
  const found =
    missionId === undefined
      ? missions.filter(
          (one) => one.sending === country && one.host === host && targetTypeOfMission(one.type) === type,
        )
      : missions.filter(({ wikidata }) => wikidata === missionId);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function idOf(what: string, name: string): string {
  return uuidFromName(`example ${what} ${name}`);
}

function rows(folder: string, file: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, file)), { columns: true, bom: true });
}
