import type {
  City,
  Pattern,
  ScenarioFiles,
  WrittenEvent,
  WrittenSource,
  WrittenThreat,
} from '../../model/exercise-files';
import type { Country } from '../../model/places/countries';
import { type TargetType, targetTypeOfMission, type Verification } from '../../model/words';
import type { Chance } from './chance';
import { type FindMission, nameOfMission, stateName } from './missions';
import { hourMillis } from './written-event';

const hoursOfYear = 365 * 24;
/** Generated events are older than this: what is current is written by hand. */
const youngest = 10;
const tlps = [
  { tlp: 'clear', weight: 3 },
  { tlp: 'green', weight: 4 },
  { tlp: 'amber', weight: 3 },
  { tlp: 'amber+strict', weight: 0.7 },
] as const;
const outcomes = [
  { outcome: 'lapsed', weight: 4, reason: 'The time it named has passed' },
  { outcome: 'unfounded', weight: 2, reason: 'Checked and found to be untrue' },
  { outcome: 'foiled', weight: 1.5, reason: 'Prevented by the host police' },
  { outcome: 'withdrawn', weight: 1, reason: 'Withdrawn by its source' },
  { outcome: 'realised', weight: 1.2, reason: 'Carried out' },
] as const;

const threatRoles = ['suspected', 'threatened'] as const;
const incidentRoles = ['suspected', 'suspected', 'claimed', 'perpetrator'] as const;

/**
 * Makes `count` events of the past year from the patterns, each with a title of its own. A threat that was carried out
 * is followed by its incident.
 */
export function generateEvents(
  { cities, patterns }: Pick<ScenarioFiles, 'cities' | 'patterns'>,
  {
    count,
    start,
    chance,
    findMission,
    taken,
  }: {
    count: number;
    /** The start of the exercise (ms). */
    start: number;
    chance: Chance;
    findMission: FindMission;
    /** Titles that exist already. */
    taken: readonly string[];
  },
): WrittenEvent[] {
  const titles = new Set(taken);
  const made: WrittenEvent[] = [];
  while (made.length < count) {
    const city = chance.pickWeighted(cities);
    const ago = youngest + chance.next() ** 1.2 * (hoursOfYear - youngest);
    const scene = { city, ago, chance, findMission, start, sending: chance.pick(city.senders) };
    const event = eventOf(chance.pickWeighted(patterns), scene);
    if (titles.has(event.title)) continue;
    titles.add(event.title);
    if (event.kind === 'incident') {
      made.push(event);
      continue;
    }
    const outcome = chance.pickWeighted(outcomes);
    const sequel = outcome.outcome === 'realised' ? sequelOf(event, scene, patterns) : null;
    if (sequel === null || titles.has(sequel.title)) {
      made.push(endedAs(event, outcome.outcome === 'realised' ? outcomes[0] : outcome));
      continue;
    }
    titles.add(sequel.title);
    const slug = `threat ${made.length}`;
    made.push({ ...endedAs(event, outcome), slug }, { ...sequel, realises: [slug] });
  }
  return made;
}

type Scene = {
  city: City;
  sending: Country;
  ago: number;
  start: number;
  chance: Chance;
  findMission: FindMission;
};

function eventOf(pattern: Pattern, scene: Scene): WrittenEvent {
  const { city, sending, ago, chance, findMission } = scene;
  const mission = findMission(city, sending);
  const type = mission === null ? 'embassy' : targetTypeOfMission(mission.type);
  const where = chance.pick(pattern.where);
  const precision = ago > 60 * 24 && chance.next() < 0.35 ? 'day' : 'minute';
  const time = timeOf(pattern, scene, precision);
  const [place] = chance.pick(city.districts);
  const words: Readonly<Record<string, string>> = {
    mission: nameOfMission(mission ?? { type: 'embassy', sending }),
    country: stateName(sending),
    place: where === 'province' ? city.name : place,
    hour: time.words,
    n: String(chance.between(3, 9)),
    m: String(chance.between(2, 8)),
  };
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
  const verification = chance.pick(pattern.verification);
  const actor = chance.pick(pattern.actors);
  const role = chance.pick(pattern.kind === 'threat' ? threatRoles : incidentRoles);
  const common: WrittenEvent = {
    kind: pattern.kind,
    city: city.name,
    ago: time.ago,
    precision,
    where,
    ...(where === 'near' ? { near: sending } : {}),
    title: fill(chance.pick(pattern.titles)),
    summary: [pattern.openings, pattern.middles, pattern.ends]
      .map((part) => fill(chance.pick(part)))
      .join(' '),
    targets: [targetOf(pattern, city, sending, type)],
    actors: actor === null ? [] : [[actor, role]],
    attackTypes: pattern.attackTypes,
    weaponTypes: pattern.weaponTypes,
    severity: chance.pick(pattern.severity),
    verification,
    tlp: chance.pickWeighted(tlps).tlp,
    isRed: chance.next() < 0.02,
    sources: sourcesFor(verification, chance),
    tags: [],
    realises: [],
  };
  if (pattern.kind === 'threat') return { ...common, threat: threatOf(common, chance) };
  const countOf = (counts: readonly number[] | undefined) =>
    counts === undefined ? undefined : exactly(chance.pick(counts));
  const incident = {
    phase: 'over' as const,
    killed: countOf(pattern.killed),
    wounded: countOf(pattern.wounded),
    hostages: countOf(pattern.hostages),
  };
  return { ...common, incident };
}

function targetOf(
  { target }: Pattern,
  city: City,
  sending: Country,
  type: TargetType,
): WrittenEvent['targets'][number] {
  if (target.of === 'mission') return { country: sending, type };
  const country = { sender: sending, host: city.host, organisation: 'UN' as const }[target.of];
  return { country, type: target.type };
}

/** The moment of the event, moved to an hour of the day that fits it, and what the summary calls that hour. */
function timeOf(
  { attackTypes }: Pattern,
  { city, ago, chance, start }: Scene,
  precision: WrittenEvent['precision'],
): { ago: number; words: string } {
  if (precision !== 'minute')
    return { ago, words: chance.pick(['noon', 'nightfall', 'midnight', 'sunrise']) };
  const hour = attackTypes.includes('demonstration') ? chance.between(9, 17) : chance.between(5, 23);
  const minute = chance.between(0, 11) * 5;
  const rough = start - ago * hourMillis;
  const local = new Date(rough + offsetOf(city.timeZone, rough));
  const wanted = local.setUTCHours(hour, minute, 0, 0) - offsetOf(city.timeZone, rough);
  const earlier = (start - wanted) / hourMillis;
  return {
    ago: earlier < youngest ? earlier + 24 : earlier,
    words: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC at an instant (ms). */
function offsetOf(timeZone: string, millis: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(millis).replace(' ', 'T')}Z`) - Math.floor(millis / 1000) * 1000;
}

/** What became of a threat that was carried out, from a pattern of the same attack on the same kind of target. */
function sequelOf(
  threat: WrittenEvent,
  scene: Omit<Scene, 'ago' | 'sending'>,
  patterns: readonly Pattern[],
): WrittenEvent | null {
  const fitting = patterns.filter(
    ({ kind, target, attackTypes }) =>
      kind === 'incident' && target.of === 'mission' && attackTypes[0] === threat.attackTypes[0],
  );
  const [target] = threat.targets;
  if (fitting.length === 0 || !target || threat.ago < 8 * 24) return null;
  const ago = threat.ago - scene.chance.between(24, 6 * 24);
  const sequel = eventOf(scene.chance.pick(fitting), { ...scene, ago, sending: target.country });
  return { ...sequel, targets: [{ country: target.country, type: target.type }] };
}

function threatOf({ ago }: WrittenEvent, chance: Chance): Partial<WrittenThreat> {
  const until = Math.min(-1, -ago + chance.between(24, 24 * 12));
  return {
    urgency: 'past',
    likelihood: chance.pick(['very-unlikely', 'unlikely', 'unlikely', 'roughly-even', 'likely']),
    confidence: chance.pick(['low', 'moderate', 'moderate', 'high']),
    from: -ago,
    until,
  };
}

function endedAs(event: WrittenEvent, { outcome, reason }: (typeof outcomes)[number]): WrittenEvent {
  return {
    ...event,
    verification: outcome === 'unfounded' ? 'refuted' : event.verification,
    targets: event.targets.map((target) => ({ ...target, outcome })),
    threat: { ...event.threat, status: outcome, statusReason: reason },
  };
}

const sourceTitles: Readonly<Record<string, readonly string[]>> = {
  mission: ['Report to the ministry', 'Note of the same day', 'Call, then report'],
  liaison: ['Information to missions', 'Answer to our question', 'Situation report of the district'],
  guard: ['Guard book', 'Report of the shift'],
  monitor: ['Daily digest', 'Collected posts'],
  wire: ['News item', 'Short report', 'Correction of the first report'],
  gazette: ['Local page', 'Short item'],
  neighbour: ['What a neighbour saw'],
  partner: ['Note to all missions'],
};

/** Sources that bear the verification out: two of different origin for corroborated ones, the mission's for confirmed ones. */
function sourcesFor(verification: Verification, chance: Chance): WrittenSource[] {
  const from = (
    publisher: string,
    grades: readonly [reliability: 'A' | 'B' | 'C' | 'D' | 'F', credibility: 1 | 2 | 3 | 4 | 6][],
  ) => {
    const [reliability, credibility] = chance.pick(grades);
    return [
      publisher,
      chance.pick(sourceTitles[publisher] ?? ['Report']),
      reliability,
      credibility,
    ] satisfies WrittenSource;
  };
  const press = (): WrittenSource =>
    from(chance.pick(['wire', 'gazette', 'monitor']), [
      ['B', 2],
      ['C', 2],
      ['C', 3],
      ['F', 6],
    ]);
  const official = (): WrittenSource =>
    from(chance.pick(['liaison', 'partner']), [
      ['A', 2],
      ['B', 2],
      ['B', 3],
    ]);
  switch (verification) {
    case 'confirmed':
      return [from('mission', [['A', 1]]), ...(chance.next() < 0.5 ? [press()] : [])];
    case 'corroborated':
      return [official(), press()];
    case 'disputed':
    case 'refuted':
      return [
        official(),
        from('neighbour', [
          ['C', 4],
          ['D', 4],
        ]),
      ];
    case 'unverified':
      if (chance.next() < 0.15) return [];
      // One in three repeats what another one reports.
      return chance.next() < 0.33
        ? [[...press(), 'wire'] as const]
        : [
            from(chance.pick(['guard', 'neighbour', 'monitor']), [
              ['B', 3],
              ['C', 3],
              ['F', 6],
            ]),
          ];
  }
}

function exactly(count: number): { min: number; max: number } {
  return { min: count, max: count };
}
