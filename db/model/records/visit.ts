import { anyOf } from '@/db/model/filter';
import { namesOfCity } from '@/db/model/places/city-names';
import { visit, visitInput } from '@/db/model/reference';
import { country, text } from '@/db/model/values/scalars';
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
  },
  marking: 'own',
  roles: { read: 'viewer', create: 'analyst', update: 'analyst', delete: null },
  isNamedInEvents: true,
  title: ({ title }) => title,
  text: ({ country: visiting, host, city, title }) => ({
    words: [title, ...(city === null ? [] : namesOfCity(host, city))],
    countries: [visiting, host],
  }),
});
