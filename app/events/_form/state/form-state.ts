import * as z from 'zod';
import { lowerClearance } from '@/db/model/access/rights';
import { country } from '@/db/model/values/scalars';
import * as w from '@/db/model/words';

/**
 * The state of the form, as typed. Its shape follows the record's, so that paths match. Drafts store it. Empty text
 * means not given.
 */

/** The fields of a registered mission that the form shows. */
const pickedMission = z.object({
  id: z.string(),
  type: z.enum(w.missionTypes),
  sending: country,
  host: country,
  city: z.string().nullable(),
  metro: z.string().nullable().default(null),
  name: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  /** Null if unknown, as for a mission named in a record. */
  status: z.enum(w.missionStatuses).nullable(),
});
export type PickedMission = z.output<typeof pickedMission>;

const pickedVisit = z.object({
  id: z.string(),
  country,
  host: country,
  city: z.string().nullable(),
  title: z.string(),
  /** Null if unknown. */
  tlp: z.enum(w.tlps).nullable().default(null),
});
export type PickedVisit = z.output<typeof pickedVisit>;

/** `key` identifies list entries as they move; it is never sent. */
const targetFields = z.object({
  key: z.string(),
  country: country.nullable(),
  type: z.enum(w.targetTypes),
  mission: pickedMission.nullable(),
  visit: pickedVisit.nullable(),
  /** For a target without a mission: the host named with it, which is the record's country. */
  host: country.nullable().default(null),
  note: z.string(),
  outcome: z.enum(w.targetOutcomes).nullable(),
  accountedFor: z.enum(w.accountedFor).nullable(),
});
export type TargetFields = z.output<typeof targetFields>;

const actorFields = z.object({
  key: z.string(),
  actorId: z.string(),
  name: z.string(),
  role: z.enum(w.actorRoles),
});
export type ActorFields = z.output<typeof actorFields>;

const sourceFields = z.object({
  key: z.string(),
  /** Set for a source of the saved record. */
  id: z.string().nullable(),
  publisher: z.string(),
  publisherFamily: z.string().default(''),
  title: z.string(),
  url: z.string(),
  author: z.string(),
  /** A date, or a time if it is known. */
  publishedOn: z.string(),
  accessedOn: z.string(),
  language: z.string(),
  quote: z.string(),
  reliability: z.enum(w.reliabilities),
  credibility: z.literal(w.credibilities),
  origin: z.string(),
});
export type SourceFields = z.output<typeof sourceFields>;

const locationFields = z.object({
  country: country.nullable(),
  province: z.string(),
  city: z.string(),
  place: z.string(),
  lat: z.string(),
  lon: z.string(),
  /** Null if derived from the other fields. */
  precision: z.enum(w.placePrecisions).nullable(),
  timeZone: z.string().nullable(),
  /** Filled from a target and not edited since, so another target may replace it. */
  isFilled: z.boolean(),
});
export type LocationFields = z.output<typeof locationFields>;

const countNames = [
  'killed',
  'wounded',
  'attackersKilled',
  'staffKilled',
  'staffWounded',
  'hostages',
] as const;
export type CountName = (typeof countNames)[number];

/** The fields of a linked event that the form shows. */
const linkedEvent = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  tlp: z.enum(w.tlps).nullable().default(null),
  handling: z.enum(w.handlings).default('actual'),
});
export type LinkedEvent = z.output<typeof linkedEvent>;

const incidentFields = z.object({
  phase: z.enum(w.phases),
  endedAt: z.string(),
  suicide: z.boolean().nullable(),
  success: z.boolean().nullable(),
  killed: z.string(),
  wounded: z.string(),
  attackersKilled: z.string(),
  staffKilled: z.string(),
  staffWounded: z.string(),
  hostages: z.string(),
  claim: z.object({ isClaimed: z.boolean(), on: z.string(), channel: z.string(), quote: z.string() }),
  realises: z.array(linkedEvent),
  /** Of newly linked threats, by id: the places of the targets for which the danger is over. */
  over: z.record(z.string(), z.array(z.number())).default({}),
});
export type IncidentFields = z.output<typeof incidentFields>;

const threatFields = z.object({
  status: z.enum(w.threatStatuses),
  statusReason: z.string(),
  urgency: z.enum(w.urgencies).nullable(),
  certainty: z.enum(w.certainties).nullable(),
  likelihood: z.enum(w.likelihoods).nullable(),
  confidence: z.enum(w.confidences).nullable(),
  validFrom: z.string(),
  validUntil: z.string(),
  /** Null for the default by severity. */
  reviewBy: z.string().nullable(),
  realisedBy: z.array(linkedEvent),
});
export type ThreatFields = z.output<typeof threatFields>;

export const formState = z.object({
  kind: z.enum(w.kinds),
  handling: z.enum(w.handlings),
  title: z.string(),
  summary: z.string(),
  /** Empty means now. */
  at: z.string(),
  location: locationFields,
  targets: z.array(targetFields),
  actors: z.array(actorFields),
  attackTypes: z.array(z.enum(w.attackTypes)),
  weaponTypes: z.array(z.enum(w.weaponTypes)),
  sources: z.array(sourceFields),
  severity: z.enum(w.severities).nullable(),
  verification: z.enum(w.verifications),
  tlp: z.enum(w.tlps),
  /** Ids of users who may see a red record besides its creator. */
  recipients: z.array(z.string()),
  tags: z.string(),
  incident: incidentFields.nullable(),
  threat: threatFields.nullable(),
  /** See pending-texts.ts. */
  open: z.record(z.string(), z.string()).default({}),
});
export type FormState = z.output<typeof formState>;

/** 128 random bits. (crypto.randomUUID requires a secure context, which an office network may not be.) */
export function randomKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/**
 * A target without a mission is a diplomat by default: the only diplomatic type that implies no building. The country
 * is then listed as under threat without naming an embassy that nobody named.
 */
export function blankTarget(): TargetFields {
  return {
    key: randomKey(),
    country: null,
    type: 'diplomat',
    mission: null,
    visit: null,
    host: null,
    note: '',
    outcome: null,
    accountedFor: null,
  };
}

export function blankSource(): SourceFields {
  return {
    key: randomKey(),
    id: null,
    publisher: '',
    publisherFamily: '',
    title: '',
    url: '',
    author: '',
    publishedOn: '',
    accessedOn: '',
    language: '',
    quote: '',
    reliability: 'F',
    credibility: 6,
    origin: '',
  };
}

/** Whether nothing was typed or chosen; such a source is not sent. */
export function isBlankSource({ key: _, ...source }: SourceFields): boolean {
  const { key: __, ...blank } = blankSource();
  return JSON.stringify(source) === JSON.stringify(blank);
}

export const blankLocation: LocationFields = {
  country: null,
  province: '',
  city: '',
  place: '',
  lat: '',
  lon: '',
  precision: null,
  timeZone: null,
  isFilled: true,
};

const blankIncident: IncidentFields = {
  phase: 'unknown',
  endedAt: '',
  suicide: null,
  success: null,
  killed: '',
  wounded: '',
  attackersKilled: '',
  staffKilled: '',
  staffWounded: '',
  hostages: '',
  claim: { isClaimed: false, on: '', channel: '', quote: '' },
  realises: [],
  over: {},
};

const blankThreat: ThreatFields = {
  status: 'current',
  statusReason: '',
  urgency: null,
  certainty: null,
  likelihood: null,
  confidence: null,
  validFrom: '',
  validUntil: '',
  reviewBy: null,
  realisedBy: [],
};

/**
 * `key` identifies the first source and is fixed, since server and browser must render the same. The default marking
 * is never above the user's clearance.
 */
export function blankForm(kind: w.Kind, key: string, clearance: w.Tlp = 'red'): FormState {
  return {
    kind,
    handling: 'actual',
    title: '',
    summary: '',
    at: '',
    location: blankLocation,
    targets: [],
    actors: [],
    attackTypes: [],
    weaponTypes: [],
    sources: [{ ...blankSource(), key }],
    severity: null,
    verification: 'unverified',
    tlp: lowerClearance('amber', clearance),
    recipients: [],
    tags: '',
    incident: kind === 'incident' ? blankIncident : null,
    threat: kind === 'threat' ? blankThreat : null,
    open: {},
  };
}
