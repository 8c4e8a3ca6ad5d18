import * as z from 'zod';
import { filterQuery, withRadius } from './filter';
import { country, instant, uuid } from './values/scalars';
import * as w from './words';

/** The highest zoom of a map. A world at zoom 0 is one tile of 512 pixels, and each zoom doubles it. */
const maxZoom = 16;

const zoom = z
  .enum(Array.from({ length: maxZoom + 1 }, (_, one) => String(one)))
  .transform(Number)
  .meta({ description: `A whole number from 0, the world in one tile of 512 pixels, to ${maxZoom}` });

/** `bbox` is the frame of the map: the events in it are drawn. */
export const mapQuery = withRadius(z.strictObject({ ...filterQuery, zoom: zoom.default(0) }));

const position = z.tuple([z.number(), z.number()]).meta({ description: 'Longitude and latitude (WGS 84)' });
const point = z.strictObject({ type: z.literal('Point'), coordinates: position });
const feature = <T extends z.ZodType>(properties: T) =>
  z.strictObject({ type: z.literal('Feature'), geometry: point, properties });

const eventFeature = feature(
  z.strictObject({
    kind: z.literal('event'),
    id: uuid,
    ref: z.string(),
    type: z.enum(w.kinds),
    severity: z.enum(w.severities),
    status: z.enum(w.threatStatuses).nullable(),
    phase: z.enum(w.phases).nullable(),
    handling: z.enum(w.handlings),
    precision: z.enum(w.placePrecisions),
  }),
);

const clusterFeature = feature(
  z.strictObject({
    kind: z.literal('cluster'),
    count: z.int().min(2),
    threatened: z.int().meta({ description: 'How many of its events put a mission under threat now' }),
    highest: z.enum(w.severities),
  }),
).extend({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({
    description:
      'The smallest box around its events: as the parameter bbox it finds exactly these, and as the frame of a map it shows them apart',
  }),
});

const missionFeature = feature(
  z.strictObject({
    kind: z.literal('mission'),
    key: z.string().meta({ description: 'The key of the entry in the threatened list of GET /board' }),
    mission: uuid.nullable(),
    country,
    host: country,
    type: z.enum(w.targetTypes),
    city: z.string().nullable(),
    name: z.string().nullable(),
    underAttack: z.boolean(),
    severity: z.enum(w.severities),
    urgency: z.enum(w.urgencies),
    handling: z.enum(w.handlings),
    leading: uuid.meta({ description: 'The event whose facts are shown' }),
    precision: z
      .enum(w.placePrecisions)
      .meta({ description: 'exact is the mission itself; else where its event or its city is' }),
  }),
);

/** A map as GeoJSON (RFC 7946): the events that match the filter, and the missions under threat in the frame. */
export const map = z.strictObject({
  type: z.literal('FeatureCollection'),
  asOf: instant.nullable(),
  count: z
    .int()
    .meta({ description: 'The events in the frame: those drawn one by one, and those in clusters' }),
  unplaced: z
    .strictObject({ events: z.int(), missions: z.int() })
    .meta({ description: 'What the filter finds without the frame, but has no position to be drawn at' }),
  more: z.int().meta({
    description:
      'Missions under threat in the frame beyond the 1,500 that GET /board lists first: a smaller frame shows them',
  }),
  features: z.array(z.union([eventFeature, clusterFeature, missionFeature])),
});
export type MapFeature = z.output<typeof eventFeature | typeof clusterFeature | typeof missionFeature>;
export type EventMap = z.output<typeof map>;
