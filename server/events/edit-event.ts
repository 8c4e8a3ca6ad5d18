import { invalid } from '@/db/model/errors';
import { editable } from '@/db/model/event/editable';
import { type Event, type EventInput, eventInput } from '@/db/model/event/event';
import { mergePatch } from '@/db/model/values/merge-patch';
import { parse } from '../parse';

/**
 * The editable fields of an event with a merge patch applied.
 * @throws AppError 'invalid' with the path of each field that is invalid after the patch
 */
export function patchEvent(current: Event, patch: Readonly<Record<string, unknown>>): EventInput {
  if (Object.hasOwn(patch, 'kind') && patch.kind !== current.kind) {
    throw invalid('kind', 'kind-fixed', { kind: current.kind });
  }
  return parse(eventInput, mergePatch(editable(current), patch));
}
