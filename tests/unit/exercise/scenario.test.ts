import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { uuidFromName } from '@/db/ids';
import type { EventInput } from '@/db/model/event/event';
import { startMillis } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { readScenarioFiles } from '@/db/reference/exercise/read-files';
import { createScenario } from '@/db/reference/exercise/scenario';
import { readMissions } from '@/db/reference/seed';

const folder = fileURLToPath(new URL('../../../db/reference', import.meta.url));
const files = readScenarioFiles(folder);
const missions = readMissions(folder).map((input) => ({
  ...input,
  id: uuidFromName(input.wikidata ?? JSON.stringify(input)),
  version: 1,
}));
const start = Date.parse('2026-11-30T09:00:00Z');
const recipient = uuidFromName('recipient');

/** All new events, from inputs that the model has parsed. */
function eventsOf(options: Partial<Parameters<typeof createScenario>[1]> = {}): EventInput[] {
  const scenario = createScenario(files, { start, missions, recipient, ...options });
  let ids: Record<string, string> = {};
  return Array.from({ length: scenario.length }, (_, step) => {
    const { actors, visits, events } = scenario.makeStep(step, start, ids);
    const named = [...actors, ...visits, ...events].flatMap(({ slug }) => slug ?? []);
    ids = { ...ids, ...Object.fromEntries(named.map((slug) => [slug, uuidFromName(slug)])) };
    return events.map(({ input }) => input);
  }).flat();
}

test('the scenario has some 300 records, all marked as an exercise, with a title each', () => {
  const events = eventsOf();
  expect(events.length).toBeGreaterThanOrEqual(300);
  expect(events.length).toBeLessThan(320);
  expect(events.filter(({ handling }) => handling !== 'exercise')).toEqual([]);
  const titles = events.map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) < index)).toEqual([]);
  const texts = events.flatMap(({ title, summary }) => [title, summary]);
  expect(texts.filter((text) => /\{|\}|undefined|null|NaN/.test(text))).toEqual([]);
});

test('the scenario covers every word of the model', () => {
  const events = eventsOf();
  const values = (of: (event: EventInput) => readonly unknown[]) => new Set(events.flatMap(of));
  const missing = (all: readonly unknown[], found: ReadonlySet<unknown>) =>
    all.filter((one) => !found.has(one));
  expect({
    kinds: missing(
      w.kinds,
      values(({ kind }) => [kind]),
    ),
    targets: missing(
      w.targetTypes,
      values(({ targets }) => targets.map(({ type }) => type)),
    ),
    attacks: missing(
      w.attackTypes,
      values(({ attackTypes }) => attackTypes),
    ),
    weapons: missing(
      w.weaponTypes,
      values(({ weaponTypes }) => weaponTypes),
    ),
    severities: missing(
      w.severities,
      values(({ severity }) => [severity]),
    ),
    verifications: missing(
      w.verifications,
      values(({ verification }) => [verification]),
    ),
    markings: missing(
      w.tlps,
      values(({ tlp }) => [tlp]),
    ),
    statuses: missing(
      w.threatStatuses,
      values(({ threat }) => [threat?.status]),
    ),
    outcomes: missing(
      w.targetOutcomes,
      values(({ targets }) => targets.map(({ outcome }) => outcome)),
    ),
    roles: missing(
      w.actorRoles,
      values(({ actors }) => actors.map(({ role }) => role)),
    ),
    precisions: missing(
      w.precisions,
      values(({ at, atPrecision }) => [atPrecision ?? (at.length > 10 ? 'minute' : 'day')]),
    ),
    places: missing(
      w.placePrecisions,
      values(({ location }) => [
        location.precision ?? (location.city ? 'city' : location.province ? 'province' : 'country'),
      ]),
    ),
    reliabilities: missing(
      ['A', 'B', 'C', 'D', 'F'],
      values(({ sources }) => sources.map(({ reliability }) => reliability)),
    ),
    cities: missing(
      files.cities.map(({ name }) => name),
      values(({ location }) => [location.city]),
    ),
  }).toEqual({
    kinds: [],
    targets: [],
    attacks: [],
    weapons: [],
    severities: [],
    verifications: [],
    markings: [],
    statuses: [],
    outcomes: [],
    roles: [],
    precisions: [],
    places: [],
    reliabilities: [],
    cities: [],
  });
});

test('every mission of the scenario is in the register, and no event is in the future', () => {
  const events = eventsOf();
  const unknown = events.flatMap(({ title, targets, location }) =>
    targets.some(({ type, missionId }) => (type === 'embassy' || type === 'consulate') && missionId === null)
      ? [`${location.city}: ${title}`]
      : [],
  );
  expect(unknown).toEqual([]);
  const early = startMillis('2025-11-01');
  expect(events.filter(({ at }) => startMillis(at) > start || startMillis(at) < early)).toEqual([]);
});

test('without an account nothing is red, and without a register the events stay', () => {
  const plain = eventsOf({ recipient: null, missions: [] });
  expect(plain.filter(({ tlp }) => tlp === 'red')).toEqual([]);
  expect(plain).toHaveLength(eventsOf().length);
  for (const { tlp, recipients } of eventsOf()) expect(recipients).toEqual(tlp === 'red' ? [recipient] : []);
});

test('the same start gives the same scenario', () => {
  expect(eventsOf()).toEqual(eventsOf());
});
