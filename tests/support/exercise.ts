import { expect } from '@playwright/test';
import * as z from 'zod';
import { exercise } from '@/db/model/exercise';
import type { Api } from './api';

const answer = z.strictObject({ exercise: exercise.nullable() });
const failed = z.looseObject({ status: z.number() });

/** The exercise of a server; null if there is none. */
export async function readExercise(api: Api): Promise<z.output<typeof exercise> | null> {
  const { body, status } = await api.get('/api/exercise');
  if (status !== 200) throw new Error(`GET /api/exercise: ${failed.parse(body).status}`);
  return answer.parse(body).exercise;
}

/**
 * Fills a server with the exercise as it stands at a minute of its siege, and waits until it is written: the same
 * records each time. `at` is the moment of that minute, to which all dates are relative; by default now. For pictures
 * and tests of appearance.
 */
export async function holdExercise(
  api: Api,
  { minute = 6, at }: { minute?: number; at?: string } = {},
): Promise<void> {
  const { status, body } = await api.post('/api/exercise', {
    speed: 0,
    minute,
    ...(at === undefined ? {} : { at }),
  });
  expect(status, JSON.stringify(body)).toBe(201);
  // Nothing is left to write before the next minute.
  await expect.poll(async () => (await readExercise(api))?.phase).toBe('held');
}
