import * as z from 'zod';
import { anyOf, bbox } from '@/db/model/filter';
import { namesOfCity } from '@/db/model/places/city-names';
import { missionTypeNames } from '@/db/model/places/mission-type-names';
import { mission, missionInput } from '@/db/model/reference';
import { country, text } from '@/db/model/values/scalars';
import { missionStatuses, missionTypes } from '@/db/model/words';
import { defineRecord } from './define-record';

export const missionRecord = defineRecord({
  type: 'mission',
  path: 'missions',
  names: { en: 'Mission', tr: 'Temsilcilik', ru: 'Представительство' },
  noun: 'a mission',
  summary: 'The register of missions',
  schema: mission,
  input: missionInput,
  query: {
    sending: anyOf(country).optional(),
    host: anyOf(country).optional(),
    city: text(120).optional(),
    type: anyOf(z.enum(missionTypes)).optional(),
    status: anyOf(z.enum(missionStatuses)).optional(),
    q: text(200).optional(),
    bbox: bbox
      .optional()
      .meta({ description: 'W,S,E,N in degrees. Missions without a position are left out' }),
  },
  marking: 'public',
  roles: { read: 'viewer', create: 'analyst', update: 'analyst', delete: null },
  isNamedInEvents: true,
  title: ({ name }) => name,
  text: ({ sending, host, type, name, aliases, city, metro }) => ({
    words: [
      ...missionTypeNames[type],
      ...(city === null ? [] : namesOfCity(host, city)),
      ...(metro === null ? [] : namesOfCity(host, metro)),
      name,
      ...aliases,
    ],
    countries: [sending, host],
  }),
});
