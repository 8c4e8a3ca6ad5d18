import * as z from 'zod';
import { eventRef, timeZone } from './event/fields';
import { filterQuery, withRadius } from './filter';
import { instant, isoDate, uuid } from './values/scalars';
import * as w from './words';

export const timelineUnits = ['day', 'week', 'month', 'year'] as const;
export type TimelineUnit = (typeof timelineUnits)[number];

/** With more, a chart shows nothing and the answer is large. */
export const maxBuckets = 2_000;
export const maxSpans = 500;

export const timelineQuery = withRadius(
  z.strictObject({
    ...filterQuery,
    bucket: z.enum([...timelineUnits, 'auto']).default('auto'),
    tz: timeZone.default('UTC').meta({ description: 'The IANA time zone in which days begin' }),
  }),
);
export type TimelineQuery = z.output<typeof timelineQuery>;

const span = z.strictObject({
  id: uuid,
  ref: eventRef,
  from: instant,
  to: instant.nullable().meta({ description: 'Null while the threat is current' }),
  status: z.enum(w.threatStatuses),
  severity: z.enum(w.severities),
});

/** Incidents and threats by time, and threats as spans. */
export const timeline = z.strictObject({
  asOf: instant.nullable(),
  bucket: z.enum(timelineUnits),
  items: z
    .array(
      z.strictObject({
        start: isoDate.meta({ description: 'The first day of the bucket' }),
        incidents: z.int(),
        threats: z.int(),
        killed: z.int().meta({ description: 'At least so many in the incidents' }),
      }),
    )
    .meta({
      description:
        'Every bucket of the period that is asked for; without one, those from the first event to the last',
    }),
  coarse: z.int().meta({ description: 'Events whose date is known too imprecisely for the bucket' }),
  spans: z.array(span).max(maxSpans).meta({
    description:
      'Threats from the beginning of their validity to their end, as far as it is recorded; current ones first, then the latest',
  }),
  more: z.int().meta({ description: 'Threats beyond those in spans' }),
});
export type Timeline = z.output<typeof timeline>;
