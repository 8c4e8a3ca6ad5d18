import * as z from 'zod';
import { densities } from '@/db/model/densities';
import { because } from '@/db/model/field-errors';
import { filter } from '@/db/model/filter';
import { optional, requiredText } from '@/db/model/values/scalars';
import { defineRecord, recordMetadata } from './define-record';

const maxQuery = 2000;

/** What of the board is open, and how high its rows are. */
const layout = z.strictObject({
  map: z.boolean(),
  timeline: z.boolean(),
  density: z.enum(densities),
});
export type ViewLayout = z.output<typeof layout>;

const viewInput = z.strictObject({
  name: requiredText(80),
  query: z
    .string()
    .max(maxQuery, because('too-long', { max: maxQuery }))
    .transform((search) => search.replace(/^\?/, ''))
    .meta({
      description:
        'Filter and order as in the address of the board, such as targeted=RU,PK&sort=at; empty for all events. A later version of the program, or a removed actor, may leave parts of it without meaning: what opens a view ignores these and says so',
    }),
  layout: optional(layout),
  shared: z.boolean().default(false).meta({ description: 'Whether everyone may read it, or its owner only' }),
});
export type ViewInput = z.output<typeof viewInput>;
const view = z.strictObject({ ...recordMetadata, ...viewInput.shape });
export type View = z.output<typeof view>;

export const viewRecord = defineRecord({
  type: 'view',
  path: 'views',
  names: { en: 'View', tr: 'Görünüm', ru: 'Вид' },
  noun: 'a view',
  summary: "The caller's own views and those that others share, by name",
  schema: view,
  input: viewInput,
  query: {},
  marking: 'owner',
  roles: { read: 'viewer', create: 'viewer', update: 'viewer', delete: 'viewer' },
  title: ({ name }) => name,
});

/** Is it a filter with an order, each parameter once and valid? */
export function isViewQuery(search: string): boolean {
  const params = [...new URLSearchParams(search)];
  const { sort = 'latest', ...given } = Object.fromEntries(params);
  const isOnce = new Set(params.map(([name]) => name)).size === params.length;
  return isOnce && ['at', 'latest'].includes(sort) && filter.safeParse(given).success;
}
