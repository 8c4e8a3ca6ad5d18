import * as z from 'zod';
import { toBeConfirmed } from './event/confirmation';
import { country, instant, moment, uuid } from './values/scalars';
import * as w from './words';

/**
 * A mission or delegation under threat now. `threats` and `incidents` are the ids of its active events, and `leading`
 * is the one whose facts are shown. `expired`: the validity of a severe or extreme threat has ended, and a person must
 * decide.
 */
const threatened = z.strictObject({
  key: z.string(),
  country,
  host: country,
  type: z.enum(w.targetTypes),
  city: z.string().nullable(),
  mission: z
    .strictObject({
      id: uuid,
      type: z.enum(w.missionTypes),
      city: z.string().nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
  visit: z.strictObject({ id: uuid }).nullable(),
  allMissions: z.boolean().meta({ description: 'Every mission of the country in the host country' }),
  leading: uuid,
  underAttack: z.boolean(),
  severity: z.enum(w.severities),
  urgency: z.enum(w.urgencies),
  since: moment,
  overdue: z.boolean(),
  expired: z.boolean(),
  disputed: z.boolean(),
  toBeConfirmed: toBeConfirmed.nullable().meta({
    description: 'Changes of one of its events that a second person has not confirmed yet',
  }),
  handling: z.enum(w.handlings),
  threats: z.array(uuid),
  incidents: z.array(uuid),
  grade: z.string().nullable(),
  independentSources: z.int(),
});
export type Threatened = z.output<typeof threatened>;

const facet = z.array(z.strictObject({ value: z.string(), events: z.int() }));

const facets = z.strictObject({
  targeted: z.array(z.strictObject({ country, events: z.int(), threatened: z.int() })),
  kind: facet,
  host: facet,
  targetType: facet,
  severity: facet,
  status: facet,
  verification: facet,
  actor: z.array(z.strictObject({ value: uuid, name: z.string(), events: z.int() })),
});
export type Facets = z.output<typeof facets>;

/**
 * The board. The filter applies to `threatened` and `counts`, not to `total`; each facet ignores its own filter.
 * `cursor` is the position in the feed of exactly this state.
 */
export const board = z.strictObject({
  asOf: instant.nullable(),
  cursor: z.string(),
  threatened: z.array(threatened),
  total: z.strictObject({ threatened: z.int(), highest: z.enum(w.severities).nullable() }),
  counts: z.strictObject({
    currentThreats: z.int(),
    ongoing: z.int(),
    threatenedCountries: z.int(),
    incidents30d: z.int(),
  }),
  nearAt: z
    .array(z.strictObject({ lat: z.number(), lon: z.number() }))
    .readonly()
    .optional()
    .meta({
      description:
        'The positions of the missions in nearCountries and nearMissions; absent without these filters',
    }),
  facets: facets
    .nullable()
    .meta({ description: 'Null for some seconds after a start, while the index of events is being built' }),
});
export type Board = z.output<typeof board>;
/** The board without its position in the feed, which also changes with records that the board does not show. */
export type Figures = Omit<Board, 'cursor'>;
