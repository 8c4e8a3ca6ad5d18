import { iso } from '../../model/values/moment';
import type { Author } from './record-binding';

type Row<Input> = { id: string; version: number; createdBy: string; updatedAt: number; record: Input };

/** A row of `recordColumns` as it is answered. */
export function answerOf<Input extends object>(
  { id, version, createdBy, updatedAt, record }: Row<Input>,
  authorOf: (id: string) => Author,
) {
  return { ...record, id, version, createdBy: authorOf(createdBy), updatedAt: iso(updatedAt) };
}
