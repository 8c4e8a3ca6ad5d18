import * as z from 'zod';
import { because } from './field-errors';
import { startMillis } from './values/moment';
import { country, instant, moment, optional, requiredText, text, uuid } from './values/scalars';
import * as w from './words';

const endBeforeStart = { path: ['to'], ...because('end-before-start') };

function endsAfterStart({ from, to }: { from: string; to: string }): boolean {
  return startMillis(to) >= startMillis(from);
}

const point = { lat: optional(z.number().min(-90).max(90)), lon: optional(z.number().min(-180).max(180)) };

export const missionInput = z.strictObject({
  wikidata: optional(z.string().regex(/^Q\d{1,12}$/, because('invalid-wikidata'))),
  sending: country,
  host: country,
  type: z.enum(w.missionTypes),
  name: optional(text(200)),
  aliases: z.array(requiredText(200)).max(20).default([]),
  city: optional(text(120)),
  /** The metropolitan city by which people look for the mission, if the register names a district or a suburb. */
  metro: optional(text(120)),
  ...point,
  status: z.enum(w.missionStatuses).default('unknown'),
  statusSince: optional(moment),
});
export type MissionInput = z.output<typeof missionInput>;
/** A diplomatic mission of the register. Its name is built in the reader's language from type, sending State and city. */
export const mission = z.strictObject({ id: uuid, version: z.int().min(1), ...missionInput.shape });
export type Mission = z.output<typeof mission>;

export const actorInput = z.strictObject({
  name: requiredText(200),
  aliases: z.array(requiredText(200)).max(50).default([]),
  type: z.enum(w.actorTypes).default('unknown'),
  parentId: optional(uuid),
});
export type ActorInput = z.output<typeof actorInput>;
export const actor = z.strictObject({ id: uuid, version: z.int().min(1), ...actorInput.shape });
export type Actor = z.output<typeof actor>;

/** A part of a visit: where the delegation is, and when. Without a host it is in that of the visit. */
const visitLeg = z
  .strictObject({
    from: moment,
    to: moment,
    host: optional(country),
    city: optional(text(120)),
    place: optional(text(200)),
    note: optional(text(500)),
  })
  .refine(endsAfterStart, endBeforeStart);
export type VisitLeg = z.output<typeof visitLeg>;

const visitFields = z.strictObject({
  country,
  host: country,
  city: optional(text(120)),
  title: requiredText(200),
  from: moment,
  to: moment,
  legs: z.array(visitLeg).max(50).default([]),
  contact: optional(text(500)),
  tlp: z.enum(w.tlps).default('amber+strict'),
});
export const visitInput = visitFields.refine(endsAfterStart, endBeforeStart);
export type VisitInput = z.output<typeof visitInput>;
/** A visiting delegation of `country` in `host`. */
export const visit = z.strictObject({ id: uuid, version: z.int().min(1), ...visitFields.shape });
export type Visit = z.output<typeof visit>;

/** A populated place of the gazetteer (GeoNames). */
export const place = z.strictObject({
  name: z.string(),
  country,
  province: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  population: z.int(),
});
export type Place = z.output<typeof place>;

/** What a change did to a field, by its dotted path. */
export const fieldChange = z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() });

/** A version of a record; `changes` are those since the previous version in the list. */
export const historyItem = z.strictObject({
  version: z.int().min(1),
  at: instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  what: z.enum(w.historyActs),
  reason: z.string().nullable(),
  changes: z.array(fieldChange),
});
export type HistoryItem = z.output<typeof historyItem>;
