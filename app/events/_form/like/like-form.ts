import { isStricter } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { Tlp } from '@/db/model/words';
import type { NamedVisit } from '../../_record/targets';
import { blankForm, blankSource, type FormState } from '../state/form-state';
import { stateOf } from '../state/from-event';

/** A form that begins with parts of another record. */
export type LikeForm = { ref: string; form: FormState };

type Context = {
  timeZone: string;
  clearance: Tlp;
  /** The visits of the record that the user may read, by id. */
  visits: Readonly<Record<string, NamedVisit>>;
};

/**
 * The form for another event like this: kind, targets, place, actors, the publisher of its first source, handling, and
 * its marking if that is stricter than the default. What describes the event itself is empty. A visit that the user may not read is left out.
 */
function formLike(event: Event, { timeZone, clearance, visits }: Context): FormState {
  const before = stateOf(event, { timeZone, linked: {}, visits });
  const blank = blankForm(event.kind, 'first', clearance);
  const [source] = before.sources;
  const isMarkingTaken = isStricter(event.tlp, blank.tlp);
  return {
    ...blank,
    handling: before.handling,
    targets: before.targets.map((target) => ({
      ...target,
      visit: target.visit && target.visit.id in visits ? target.visit : null,
      note: '',
      outcome: null,
      accountedFor: null,
    })),
    location: before.location,
    actors: before.actors.map((actor) => ({ ...actor, role: roleFor(event.kind, actor.role) })),
    sources: source
      ? [{ ...blankSource(), key: 'first', publisher: source.publisher, reliability: source.reliability }]
      : blank.sources,
    tlp: isMarkingTaken ? event.tlp : blank.tlp,
    recipients: isMarkingTaken ? event.recipients : [],
  };
}

/** Another attack is not claimed or known to be theirs because the last one was. */
function roleFor(kind: Event['kind'], role: FormState['actors'][number]['role']): typeof role {
  return kind === 'incident' && role !== 'threatened' ? 'suspected' : role;
}

type Source = {
  getEvent: (ref: string) => Promise<Event | null>;
  getVisit: (id: string) => Promise<NamedVisit | null>;
};

/** The form for a record like the one that `getEvent` returns; null if that one is not to be seen. */
export async function readLike(
  ref: string,
  { getEvent, getVisit }: Source,
  context: Omit<Context, 'visits'>,
): Promise<LikeForm | null> {
  const event = await getEvent(ref);
  if (event === null) return null;
  const ids = event.targets.flatMap(({ visitId }) => visitId ?? []);
  const visits: Record<string, NamedVisit> = {};
  for (const id of ids) {
    const visit = await getVisit(id);
    if (visit) visits[id] = { title: visit.title, tlp: visit.tlp };
  }
  return { ref: event.ref, form: formLike(event, { ...context, visits }) };
}
