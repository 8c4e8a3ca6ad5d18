import { invalid } from '@/db/model/errors';
import { editable } from '@/db/model/event/editable';
import { type Event, type EventInput, eventInput } from '@/db/model/event/event';
import { mergePatch } from '@/db/model/values/merge-patch';
import { parse } from '../parse';

/**
 * The whole record that a merge patch makes of an event.
 * @throws AppError 'invalid' with the path of each field that the patch leaves wrong
 */
export function patchEvent(current: Event, patch: Readonly<Record<string, unknown>>): EventInput {
  if (Object.hasOwn(patch, 'kind') && patch.kind !== current.kind) {
    throw invalid('kind', `Leave this ${current.kind}: an event keeps its kind`);
  }
  return parse(eventInput, mergePatch(editable(current), patch));
}
