import * as z from 'zod';
import { because } from './field-errors';
import { instant, uuid } from './values/scalars';

/** How long the siege of an exercise lasts at speed 1. */
export const siegeMinutes = 10;
const maxSpeed = 60;

/** What starts an exercise. */
export const exerciseSettings = z.strictObject({
  speed: z.number().min(0).max(maxSpeed).default(1).meta({
    description:
      'How fast the siege plays: 1 takes ten minutes, 10 takes one; with 0 it stays where it begins',
  }),
  minute: z.number().min(0).max(siegeMinutes).default(0).meta({
    description: 'The minute of the siege at which it begins: what happened before it is there at once',
  }),
  // The records of a year before it have dates too.
  at: instant
    .refine((value) => value >= '1900' && value < '2101', because('exercise-time'))
    .optional()
    .meta({
      description:
        'The moment of that minute, to which all dates of the scenario are relative, from 1900 to 2100; by default now',
    }),
});
export type ExerciseSettings = z.output<typeof exerciseSettings>;

const exercisePhases = ['preparing', 'playing', 'held', 'ended', 'removing'] as const;

/** The exercise as it stands. */
export const exercise = z.strictObject({
  id: uuid,
  startedBy: z.strictObject({ id: z.string(), name: z.string() }),
  phase: z.enum(exercisePhases).meta({
    description:
      'preparing: the records of the past year are written; playing, held (speed 0) or ended: the siege; removing: all records are being deleted',
  }),
  speed: z.number(),
  minute: z.number().nullable().meta({ description: 'The minute of the siege; null before it begins' }),
});
export type Exercise = z.output<typeof exercise>;
