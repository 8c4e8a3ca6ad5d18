import * as z from 'zod';
import { filterQuery, withRadius } from './filter';
import { country, instant, uuid } from './values/scalars';

export const trendRows = [
  'targeted',
  'host',
  'actor',
  'targetType',
  'attackType',
  'severity',
  'outcome',
] as const;
export type TrendRows = (typeof trendRows)[number];
export const trendUnits = ['month', 'quarter', 'year'] as const;
export type TrendUnit = (typeof trendUnits)[number];

const maxTop = 100;
const wholeTop = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(maxTop));

export const trendsQuery = withRadius(
  z.strictObject({
    ...filterQuery,
    rows: z.enum(trendRows).default('targeted').meta({ description: 'outcome is the status of threats' }),
    columns: z.enum(trendUnits).default('month').meta({ description: 'In UTC' }),
    top: wholeTop.default(20).meta({ description: 'The most frequent rows, and the latest of firstSeen' }),
  }),
);
export type TrendsQuery = z.output<typeof trendsQuery>;

/** A rise of more than 25 % is large, one of 10 % or more moderate; a fall of more than 25 % is a decrease. */
const changeLevels = ['large', 'moderate', 'limited', 'decrease', 'none'] as const;
export type ChangeLevel = (typeof changeLevels)[number];

const change = z.strictObject({
  row: z.string(),
  last: z.int().meta({ description: 'Events of the last seven days' }),
  mean4: z.number().meta({ description: 'The mean of the four weeks before' }),
  mean52: z.number().meta({ description: 'The mean of the 52 weeks before' }),
  level: z.enum(changeLevels).meta({
    description:
      'The change against mean4: large above 25 %, moderate from 10 %, decrease below −25 %, else limited; none where mean4 is at most 2 and last at most 5',
  }),
});
export type TrendChange = z.output<typeof change>;

/** How many events there are by a property and by time. They show what was recorded, and not how dangerous a place is. */
export const trends = z.strictObject({
  asOf: instant.nullable(),
  rows: z.array(z.string()).meta({ description: 'The most frequent values, most frequent first' }),
  columns: z.array(z.string()).meta({ description: 'Such as 2026-03, 2026-Q1 and 2026' }),
  cells: z.array(z.array(z.int())).meta({ description: 'By row, then by column' }),
  totals: z.strictObject({
    rows: z.array(z.int()),
    columns: z.array(z.int()).meta({ description: 'Each event once, also of values that are not in rows' }),
    all: z.int(),
  }),
  coarse: z.int().meta({ description: 'Events whose date is known too imprecisely for a column' }),
  change: z.array(change).meta({ description: 'By row, whatever the period of the filter' }),
  firstSeen: z
    .array(
      z.strictObject({
        actor: uuid,
        host: country,
        on: z.string().meta({ description: 'Such as 2026-03-01, or 2026-03 where the day is unknown' }),
      }),
    )
    .meta({ description: 'When an actor was first recorded in a country, in the period; latest first' }),
});
export type Trends = z.output<typeof trends>;
