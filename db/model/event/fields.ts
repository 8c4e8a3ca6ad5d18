import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { isTimeZone } from '@/db/model/places/time-zones';
import {
  country,
  instant,
  isoDate,
  moment,
  optional,
  requiredText,
  text,
  uuid,
} from '@/db/model/values/scalars';
import * as w from '@/db/model/words';

export const eventRef = z.string().regex(/^(INC|THR)-\d{4}-\d{4,}$/);

const count = z
  .strictObject({
    min: z.int().min(0).max(1_000_000),
    max: z.int().min(0).max(1_000_000),
  })
  .refine((range) => range.min <= range.max, {
    path: ['max'],
    ...because('count-order'),
  });
export type Count = z.infer<typeof count>;

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

export const timeZone = z.string().refine(isTimeZone, because('invalid-time-zone'));

/** Coordinates are in WGS 84. `country` is where the event is or would be: the receiving State. */
export const location = z.strictObject({
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
    ...because('both-degrees'),
  });

/** `country` is the targeted country: the sending State, not the location. */
export const targetInput = z.strictObject({
  country,
  type: z.enum(w.targetTypes),
  missionId: optional(uuid),
  visitId: optional(uuid),
  note: optional(text(500)),
  outcome: optional(z.enum(w.targetOutcomes)),
  accountedFor: optional(z.enum(w.accountedFor)),
});
export const target = targetInput.extend({
  mission: z
    .strictObject({
      type: z.enum(w.missionTypes),
      host: country,
      city: z
        .string()
        .nullable()
        .meta({ description: 'Its metropolitan city, else the city of the register' }),
      name: z.string().nullable(),
    })
    .nullable(),
});

const webAddress = z
  .string()
  .trim()
  .max(2000)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), because('invalid-url'));

export const sourceFields = z.strictObject({
  id: uuid.optional(),
  publisher: requiredText(200),
  publisherFamily: optional(text(200)).meta({
    description: 'The house or agency that the publisher belongs to: its titles are one origin',
  }),
  title: text(500).default(''),
  url: optional(webAddress),
  author: optional(text(200)),
  publishedOn: optional(isoDate),
  publishedAt: optional(instant).meta({ description: 'Instead of publishedOn, where the time is known' }),
  accessedOn: optional(isoDate),
  accessedAt: optional(instant).meta({ description: 'Instead of accessedOn, where the time is known' }),
  language: optional(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, because('invalid-language'))),
  quote: optional(text(5000)),
  reliability: z.enum(w.reliabilities).default('F'),
  credibility: z.literal(w.credibilities).default(6),
  origin: optional(text(200)).meta({
    description:
      'The report that this one repeats, or the publisher for its own report; without it the source counts as not checked',
  }),
});

const sourceInput = sourceFields
  .refine((one) => one.publishedOn === null || one.publishedAt === null, {
    path: ['publishedAt'],
    ...because('date-or-instant'),
  })
  .refine((one) => one.accessedOn === null || one.accessedAt === null, {
    path: ['accessedAt'],
    ...because('date-or-instant'),
  });

export const source = sourceFields.extend({
  id: uuid,
  publisherFamily: text(200).optional(),
  publishedAt: instant.optional(),
  accessedAt: instant.optional(),
});

export const actorInput = z.strictObject({ actorId: uuid, role: z.enum(w.actorRoles) });
export const actor = actorInput.extend({ name: z.string() });

/** The counts of an incident. */
export const countNames = [
  'killed',
  'wounded',
  'attackersKilled',
  'staffKilled',
  'staffWounded',
  'hostages',
] as const;

/** Counts are ranges. Staff counts are part of the others: the staff of the targeted missions among them. */
export const incidentInput = z.strictObject({
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
export const incident = incidentInput.extend({
  closedAt: instant.optional().meta({
    description:
      'When the phase of an attack under way became over or unknown; absent for another phase, for an incident that was logged with its phase, and in older records',
  }),
});

export const threatInput = z.strictObject({
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
export const threat = threatInput.extend({
  certainty: z.enum(w.certainties),
  urgencyAt: instant.optional().meta({
    description:
      'When an urgency of now or within the hour was stated; absent for another urgency, and in older records',
  }),
  lapsedAt: instant.optional().meta({
    description:
      'When the system set the status to lapsed because the validity ended; absent for another status, and for one that a person set. Older records hold a statusReason of "Validity ended" instead',
  }),
  endedAt: instant.optional().meta({
    description:
      'When the status became one other than current; absent for a current threat, for one that was logged with its status, and in older records',
  }),
});

const tag = requiredText(50).overwrite((value) => value.toLowerCase());

export const common = {
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
  tags: z
    .array(tag)
    .max(20)
    .overwrite((tags) => [...new Set(tags)])
    .default([]),
} as const;

export const eventFields = z.strictObject({
  ...common,
  atPrecision: z.enum(w.precisions).optional(),
  location: locationInput,
  targets: z.array(targetInput).min(1, because('no-target')).max(20),
  actors: z.array(actorInput).max(10).default([]),
  sources: z.array(sourceInput).max(50).default([]),
  incident: incidentInput.nullish(),
  threat: threatInput.nullish(),
});
