import * as z from 'zod';
import { country } from './values/scalars';
import * as w from './words';

// The files of the exercise in db/reference/exercise.

/** A name by which the files of the scenario refer to a record. */
const slug = z.string();
/** Hours from the start of the exercise; negative is before it. */
const hours = z.number();
/** A count as a number, or as its least and its most. */
const count = z.union([z.int().transform((n) => ({ min: n, max: n })), range()]);

function range() {
  return z.tuple([z.int(), z.int()]).transform(([min, max]) => ({ min, max }));
}

const city = z.strictObject({
  host: country,
  name: z.string(),
  province: z.string(),
  timeZone: z.string(),
  lat: z.number(),
  lon: z.number(),
  districts: z.array(z.tuple([z.string(), z.number(), z.number()])).min(1),
  /** Sending States with a mission in the city. */
  senders: z.array(country).min(1),
  /** How much of the scenario happens here; 1 is usual. */
  weight: z.number(),
});
export type City = z.output<typeof city>;

const actor = z.strictObject({
  slug,
  name: z.string(),
  type: z.enum(w.actorTypes),
  aliases: z.array(z.string()),
  parent: slug.optional(),
});

const visit = z.strictObject({
  slug,
  country,
  host: country,
  city: z.string(),
  title: z.string(),
  from: hours,
  to: hours,
  tlp: z.enum(w.tlps),
});

const target = z.strictObject({
  country,
  type: z.enum(w.targetTypes),
  visit: slug.optional(),
  note: z.string().optional(),
  outcome: z.enum(w.targetOutcomes).optional(),
  accountedFor: z.enum(w.accountedFor).optional(),
});

/** Publisher, title, reliability, credibility, and the publisher whose report this one repeats. */
const source = z.tuple(
  [z.string(), z.string(), z.enum(w.reliabilities), z.literal(w.credibilities)],
  z.string(),
);
const actorRole = z.tuple([slug, z.enum(w.actorRoles)]);

const places = ['mission', 'near', 'district', 'centre', 'city', 'province', 'country'] as const;

const counts = {
  killed: count,
  wounded: count,
  attackersKilled: count,
  staffKilled: count,
  staffWounded: count,
  hostages: count,
} as const;
const claim = z.strictObject({ on: hours, channel: z.string(), quote: z.string() });
const incident = z.strictObject({
  phase: z.enum(w.phases),
  endedAt: hours,
  suicide: z.boolean(),
  success: z.boolean(),
  ...counts,
  claim,
});
const threat = z.strictObject({
  status: z.enum(w.threatStatuses),
  statusReason: z.string(),
  urgency: z.enum(w.urgencies),
  likelihood: z.enum(w.likelihoods),
  confidence: z.enum(w.confidences),
  from: hours,
  until: hours,
  review: hours,
});

/** What the files say of an event. `where` says which coordinates it gets: `near` is beside a mission that it may not name. */
const written = z.strictObject({
  slug: slug.optional(),
  kind: z.enum(w.kinds).default('threat'),
  city: z.string(),
  /** Hours before the start of the exercise. */
  ago: z.number(),
  precision: z.enum(w.precisions).default('minute'),
  where: z.enum(places),
  near: country.optional(),
  title: z.string(),
  summary: z.string(),
  targets: z.array(target).min(1),
  actors: z.array(actorRole).default([]),
  attackTypes: z.array(z.enum(w.attackTypes)),
  weaponTypes: z.array(z.enum(w.weaponTypes)).default([]),
  severity: z.enum(w.severities),
  verification: z.enum(w.verifications),
  tlp: z.enum(w.tlps),
  /** Red where a person has an account, who is then its recipient. */
  isRed: z.boolean().default(false),
  sources: z.array(source).default([]),
  tags: z.array(z.string()).default([]),
  incident: incident.partial().optional(),
  threat: threat.partial().optional(),
  realises: z.array(slug).default([]),
});
export type WrittenEvent = z.output<typeof written>;
export type WrittenTarget = z.output<typeof target>;
export type WrittenSource = z.output<typeof source>;
export type WrittenIncident = z.output<typeof incident>;
export type WrittenThreat = z.output<typeof threat>;

/** A change of an event that participants may have edited: it adds to lists and to the summary. */
const change = z.strictObject({
  minute: z.number(),
  change: slug,
  reason: z.string(),
  addition: z.string().optional(),
  patch: z
    .strictObject({
      title: z.string(),
      severity: z.enum(w.severities),
      verification: z.enum(w.verifications),
      attackTypes: z.array(z.enum(w.attackTypes)),
      weaponTypes: z.array(z.enum(w.weaponTypes)),
      incident: incident.partial(),
      threat: threat.partial(),
    })
    .partial()
    .default({}),
  targets: z.array(target).default([]),
  actors: z.array(actorRole).default([]),
  sources: z.array(source).default([]),
});
export type WrittenChange = z.output<typeof change>;
const siegeStep = z.union([z.strictObject({ minute: z.number(), event: written }), change]);

/** A kind of event from which the generator makes many: a title, and a summary of an opening, a middle and an end. */
const pattern = z.strictObject({
  kind: z.enum(w.kinds),
  weight: z.number(),
  target: z.union([
    z.strictObject({ of: z.literal('mission') }),
    z.strictObject({ of: z.enum(['sender', 'host', 'organisation']), type: z.enum(w.targetTypes) }),
  ]),
  attackTypes: z.array(z.enum(w.attackTypes)),
  weaponTypes: z.array(z.enum(w.weaponTypes)),
  titles: z.array(z.string()),
  openings: z.array(z.string()),
  middles: z.array(z.string()),
  ends: z.array(z.string()),
  severity: z.array(z.enum(w.severities)),
  verification: z.array(z.enum(w.verifications)),
  where: z.array(z.enum(places)),
  actors: z.array(slug.nullable()),
  killed: z.array(z.int()).optional(),
  wounded: z.array(z.int()).optional(),
  hostages: z.array(z.int()).optional(),
});
export type Pattern = z.output<typeof pattern>;

/** The files by name. */
export const scenarioFiles = z.object({
  cities: z.array(city),
  actors: z.array(actor),
  visits: z.array(visit),
  threats: z.array(written),
  past: z.array(written),
  patterns: z.array(pattern),
  siege: z.array(siegeStep),
});
export type ScenarioFiles = z.output<typeof scenarioFiles>;
