import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { anyOf } from '@/db/model/filter';
import { instant, optional, requiredText, text, uuid } from '@/db/model/values/scalars';
import { defineRecord, recordMetadata } from './define-record';

const maxActions = 50;

/** A red handover would reach nobody but its author. */
export const handoverTlps = ['clear', 'green', 'amber', 'amber+strict'] as const;

/** Something that the next officer is to do. */
const action = z.strictObject({ text: requiredText(500), doneAt: optional(instant) });

const handoverFields = z.strictObject({
  from: instant.meta({ description: 'When the shift began' }),
  to: instant.meta({ description: 'When it ended' }),
  note: text(20_000).default(''),
  actions: z
    .array(action)
    .max(maxActions, because('too-many-items', { max: maxActions }))
    .default([]),
  tlp: z.enum(handoverTlps).default('amber').meta({
    description:
      'Raised to the strictest marking of the events whose references the note and actions contain',
  }),
  acceptedBy: optional(uuid).meta({
    description: 'The incoming officer, who sets it to their own id; never the author',
  }),
  acceptedAt: optional(instant).meta({ description: 'Set by the server when the handover is accepted' }),
});
const handoverInput = handoverFields.refine(({ from, to }) => Date.parse(to) > Date.parse(from), {
  ...because('end-not-after-start'),
  path: ['to'],
});
export type HandoverInput = z.output<typeof handoverInput>;
export const handover = z.strictObject({ ...recordMetadata, ...handoverFields.shape });
export type Handover = z.output<typeof handover>;

export const handoverRecord = defineRecord({
  type: 'handover',
  path: 'handovers',
  names: { en: 'Handover', tr: 'Nöbet devri', ru: 'Передача смены' },
  noun: 'a handover',
  summary: 'Handovers between shifts, newest first',
  schema: handover,
  input: handoverInput,
  query: {
    by: anyOf(uuid).optional().meta({ description: 'Handovers that one of these people wrote or accepted' }),
  },
  marking: 'own',
  roles: { read: 'viewer', create: 'analyst', update: 'analyst', delete: null },
  title: ({ to }) => to,
});
