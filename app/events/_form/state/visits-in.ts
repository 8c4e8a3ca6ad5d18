import type { NamedVisit } from '../../_record/targets';
import type { FormState } from './form-state';

/** Visits by id, since a record has only their ids. */
export function visitsIn({ targets }: FormState): Record<string, NamedVisit> {
  return Object.fromEntries(
    targets.flatMap(({ visit }) => (visit ? [[visit.id, { title: visit.title, tlp: visit.tlp }]] : [])),
  );
}
