import * as z from 'zod';
import { timeZoneOf } from './countries';
import { placePrecisionOf } from './editable';
import { endMillis, isDate, startMillis } from './moment';
import { country, instant, isoDate, moment, optional, requiredText, text, uuid } from './scalars';
import * as w from './words';

export const eventRef = z.string().regex(/^(INC|THR)-\d{4}-\d{4,}$/);

const count = z
  .strictObject({
    min: z.int().min(0).max(1_000_000),
    max: z.int().min(0).max(1_000_000),
  })
  .refine((range) => range.min <= range.max, {
    path: ['max'],
    error: 'Give a highest figure that is not below the lowest',
  });
export type Count = z.infer<typeof count>;

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
const timeZone = z
  .string()
  .max(64)
  .refine(
    (value) => /^[A-Za-z][\w+\-/]*$/.test(value) && isTimeZone(value),
    'Give an IANA time zone, such as Asia/Kabul',
  );

/** WGS 84. `country` is where it is or would be: the receiving State. */
const location = z.strictObject({
  country,
  province: optional(text(120)),
  city: optional(text(120)),
  place: optional(text(200)),
  lat: optional(latitude),
  lon: optional(longitude),
  precision: z.enum(w.placePrecisions),
  timeZone: optional(timeZone),
});

const locationInput = z
  .strictObject({ ...location.shape, precision: z.enum(w.placePrecisions).optional() })
  .refine((at) => (at.lat === null) === (at.lon === null), {
    path: ['lon'],
    error: 'Give both latitude and longitude, or neither',
  });

/** `country` is the targeted country: the sending State, not the place. */
const targetInput = z.strictObject({
  country,
  type: z.enum(w.targetTypes),
  missionId: optional(uuid),
  visitId: optional(uuid),
  note: optional(text(500)),
  outcome: optional(z.enum(w.targetOutcomes)),
  accountedFor: optional(z.enum(w.accountedFor)),
});
const target = targetInput.extend({
  mission: z
    .strictObject({
      type: z.enum(w.missionTypes),
      host: country,
      city: z.string().nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
});

const webAddress = z
  .string()
  .trim()
  .max(2000, 'Shorten this to 2000 characters')
  .refine(
    (value) => /^https?:\/\//i.test(value) && URL.canParse(value),
    'Give an address that starts with https:// or http://',
  );

const sourceInput = z.strictObject({
  id: uuid.optional(),
  publisher: requiredText(200),
  title: text(500).default(''),
  url: optional(webAddress),
  author: optional(text(200)),
  publishedOn: optional(isoDate),
  accessedOn: optional(isoDate),
  language: optional(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a language code, such as en, tr or ru'),
  ),
  quote: optional(text(5000)),
  reliability: z.enum(w.reliabilities).default('F'),
  credibility: z.literal(w.credibilities).default(6),
  origin: optional(text(200)),
});
const source = sourceInput.extend({ id: uuid });

const actorInput = z.strictObject({ actorId: uuid, role: z.enum(w.actorRoles) });
const actor = actorInput.extend({ name: z.string() });

/** Counts are ranges; staff = of these, staff of the targeted missions. */
const incident = z.strictObject({
  phase: z.enum(w.phases).default('unknown'),
  endedAt: optional(moment),
  suicide: optional(z.boolean()),
  success: optional(z.boolean()),
  killed: optional(count),
  wounded: optional(count),
  attackersKilled: optional(count),
  staffKilled: optional(count),
  staffWounded: optional(count),
  hostages: optional(count),
  claim: optional(
    z.strictObject({ on: optional(isoDate), channel: optional(text(200)), quote: optional(text(5000)) }),
  ),
  realises: z.array(uuid).max(100).default([]),
});

const threatInput = z.strictObject({
  status: z.enum(w.threatStatuses).default('current'),
  statusReason: optional(text(500)),
  urgency: z.enum(w.urgencies).default('unknown'),
  certainty: optional(z.enum(w.certainties)),
  likelihood: optional(z.enum(w.likelihoods)),
  confidence: optional(z.enum(w.confidences)),
  validFrom: optional(moment),
  validUntil: optional(moment),
  reviewBy: optional(moment),
  realisedBy: z.array(uuid).max(100).default([]),
});
const threat = threatInput.extend({ certainty: z.enum(w.certainties) });

const tag = requiredText(50).overwrite((value) => value.toLowerCase());

const common = {
  kind: z.enum(w.kinds),
  handling: z.enum(w.handlings).default('actual'),
  title: requiredText(200),
  summary: text(20_000).default(''),
  at: moment,
  attackTypes: z.array(z.enum(w.attackTypes)).max(20).default([]),
  weaponTypes: z.array(z.enum(w.weaponTypes)).max(20).default([]),
  severity: z.enum(w.severities).default('unknown'),
  verification: z.enum(w.verifications).default('unverified'),
  tlp: z.enum(w.tlps).default('amber'),
  recipients: z.array(uuid).max(200).default([]),
  tags: z.array(tag).max(20).default([]),
} as const;

const eventFields = z.strictObject({
  ...common,
  atPrecision: z.enum(w.precisions).optional(),
  location: locationInput,
  targets: z.array(targetInput).min(1, 'Name at least one target').max(20),
  actors: z.array(actorInput).max(10).default([]),
  sources: z.array(sourceInput).max(50).default([]),
  incident: incident.nullish(),
  threat: threatInput.nullish(),
});

/** What an analyst gives: the body of POST /api/events, and of a record after a merge patch. */
export const eventInput = eventFields.superRefine(refuseContradictions);
export type EventInput = z.output<typeof eventInput>;
export type EventDraft = z.input<typeof eventInput>;

const by = z.strictObject({ id: z.string(), name: z.string() });

/** What every answer carries; every key is there, unknown is null. */
export const event = z.strictObject({
  id: uuid,
  ref: eventRef,
  aliases: z.array(eventRef),
  version: z.int().min(1),
  ...common,
  atPrecision: z.enum(w.precisions),
  loggedAt: instant,
  activityAt: instant,
  location,
  targets: z.array(target),
  actors: z.array(actor),
  sources: z.array(source),
  incident: incident.nullable(),
  threat: threat.nullable(),
  createdBy: by,
  updatedAt: instant,
  updatedBy: by,
});
export type Event = z.output<typeof event>;
export type Target = Event['targets'][number];
export type Source = Event['sources'][number];

/** Fields whose change makes a record "active" again: it rises on the board. */
export function isActivity(before: EventRecord, after: EventRecord): boolean {
  return activityOf(before) !== activityOf(after);
}

function activityOf(record: EventRecord): string {
  const { incident: part } = record;
  return JSON.stringify([
    record.severity,
    record.verification,
    record.threat?.status,
    record.targets,
    part && [
      part.phase,
      part.killed,
      part.wounded,
      part.attackersKilled,
      part.staffKilled,
      part.staffWounded,
      part.hostages,
    ],
  ]);
}

/** What a store keeps of a record's own content: no names of others, no links, nothing derived. */
export const eventRecord = z.strictObject({
  ...common,
  atPrecision: z.enum(w.precisions),
  location,
  targets: z.array(targetInput),
  actors: z.array(actorInput),
  sources: z.array(source),
  incident: incident.omit({ realises: true }).nullable(),
  threat: threat.omit({ realisedBy: true }).nullable(),
});
export type EventRecord = z.output<typeof eventRecord>;

/** Fills in what follows from the rest; `newId` gives the id of a source that has none. */
export function completeRecord(input: EventInput, newId: () => string): EventRecord {
  const { incident: incidentPart, threat: threatPart, ...rest } = input;
  return {
    ...rest,
    at: firstDay(input.at, precisionOf(input)),
    atPrecision: precisionOf(input),
    location: {
      ...input.location,
      precision: input.location.precision ?? placePrecisionOf(input.location),
      timeZone: input.location.timeZone ?? timeZoneOf(input.location.country),
    },
    sources: input.sources.map((given) => ({ ...given, id: given.id ?? newId() })),
    incident: incidentPart ? withoutKey(incidentPart, 'realises') : null,
    threat: threatPart ? completeThreat(threatPart, input.targets) : null,
  };
}

function completeThreat(
  part: NonNullable<EventInput['threat']>,
  targets: EventInput['targets'],
): NonNullable<EventRecord['threat']> {
  const { realisedBy: _, ...rest } = part;
  const settled = settledStatus(targets);
  return {
    ...rest,
    certainty: part.certainty ?? w.certaintyOf(part.likelihood),
    status: part.status === 'current' && settled ? settled : part.status,
  };
}

/** The status that a threat takes when every target has an outcome: the last one. */
function settledStatus(targets: EventInput['targets']): w.ThreatStatus | null {
  return targets.every((one) => one.outcome !== null) ? (targets.at(-1)?.outcome ?? null) : null;
}

function withoutKey<T extends object, K extends keyof T>(from: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = from;
  return rest;
}

function precisionOf(input: Pick<EventInput, 'at' | 'atPrecision'>): w.Precision {
  return input.atPrecision ?? (isDate(input.at) ? 'day' : 'minute');
}

function firstDay(at: string, precision: w.Precision): string {
  if (precision === 'month') return `${at.slice(0, 7)}-01`;
  if (precision === 'year') return `${at.slice(0, 4)}-01-01`;
  return at;
}

function refuseContradictions(given: z.output<typeof eventFields>, ctx: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string) =>
    ctx.addIssue({ code: 'custom', path, message });

  if ((given.atPrecision ?? precisionOf(given)) === 'minute' ? isDate(given.at) : !isDate(given.at)) {
    refuse(['atPrecision'], 'Use minute with a time, and day, month or year with a date');
  }
  if (given.recipients.length > 0 && given.tlp !== 'red') {
    refuse(['recipients'], 'Name recipients only where the marking is TLP:RED');
  }
  if (given.kind === 'incident') {
    if (!given.incident) refuse(['incident'], 'Give the incident part');
    if (given.threat) refuse(['threat'], 'Leave this out of an incident');
    given.targets.forEach((one, index) => {
      if (one.outcome !== null)
        refuse(['targets', index, 'outcome'], 'Give an outcome only to a target of a threat');
    });
  } else {
    if (!given.threat) refuse(['threat'], 'Give the threat part');
    if (given.incident) refuse(['incident'], 'Leave this out of a threat');
  }
  if (given.incident) refuseInIncident(given, given.incident, refuse);
  if (given.threat) refuseInThreat(given, given.threat, refuse);
}

type Refuse = (path: (string | number)[], message: string) => void;

function refuseInIncident(
  given: z.output<typeof eventFields>,
  part: z.output<typeof incident>,
  refuse: Refuse,
): void {
  if (part.endedAt !== null) {
    if (part.phase === 'ongoing')
      refuse(['incident', 'endedAt'], 'An ongoing incident has no end: set its phase to over');
    if (endMillis(part.endedAt) < startMillis(given.at))
      refuse(['incident', 'endedAt'], 'Give an end that is not before the start');
  }
  for (const [staff, all] of [
    ['staffKilled', 'killed'],
    ['staffWounded', 'wounded'],
  ] as const) {
    const some = part[staff];
    const total = part[all];
    if (some && total && (some.max > total.max || some.min > total.max)) {
      refuse(['incident', staff], 'Staff are counted among all: give no more than the total');
    }
  }
}

function refuseInThreat(
  given: z.output<typeof eventFields>,
  part: z.output<typeof threatInput>,
  refuse: Refuse,
): void {
  if (part.status === 'current' && given.verification === 'refuted') {
    refuse(['threat', 'status'], 'A refuted threat cannot be current: choose unfounded or withdrawn');
  }
  if (
    part.validFrom !== null &&
    part.validUntil !== null &&
    endMillis(part.validUntil) <= startMillis(part.validFrom)
  ) {
    refuse(['threat', 'validUntil'], 'Give an end that is after the beginning');
  }
}
