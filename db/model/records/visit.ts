import * as z from 'zod';
import { anyOf } from '@/db/model/filter';
import { namesOfCity } from '@/db/model/places/city-names';
import { visit, visitInput } from '@/db/model/reference';
import { startMillis } from '@/db/model/values/moment';
import { country, moment, text } from '@/db/model/values/scalars';
import { defineRecord } from './define-record';

export const visitRecord = defineRecord({
  type: 'visit',
  path: 'visits',
  names: { en: 'Visit', tr: 'Ziyaret', ru: 'Визит' },
  noun: 'a visit',
  summary: 'Visiting delegations',
  schema: visit,
  input: visitInput,
  query: {
    country: anyOf(country).optional(),
    host: anyOf(country).optional(),
    q: text(200).optional(),
    from: moment.transform(startMillis).optional().meta({
      description: 'Visits that end at this moment or later',
    }),
    to: moment.transform(startMillis).optional().meta({
      description: 'Visits that begin before this moment',
    }),
    sort: z.enum(['from', 'latest']).optional().meta({
      description: 'By their beginning, earliest first (from) or latest first (latest)',
      default: 'from',
    }),
  },
  marking: 'own',
  roles: { read: 'viewer', create: 'analyst', update: 'analyst', delete: null },
  isNamedInEvents: true,
  title: ({ title }) => title,
  text: ({ country: visiting, host, city, title, legs }) => ({
    words: [
      title,
      ...[{ host, city }, ...legs].flatMap((stop) =>
        stop.city === null ? [] : namesOfCity(stop.host ?? host, stop.city),
      ),
      ...legs.map(({ place }) => place),
    ],
    countries: [visiting, host, ...legs.flatMap((leg) => leg.host ?? [])],
  }),
});
