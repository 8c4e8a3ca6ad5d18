import type { Principal } from '@/db/model/access/principal';
import { isStricter, personOf } from '@/db/model/access/visible';
import { type AppError, failure, fieldError, invalid, invalidFields } from '@/db/model/errors';
import { changesBetween } from '@/db/model/journal/history';
import type { Handover, HandoverInput } from '@/db/model/records/handover';
import { iso } from '@/db/model/values/moment';
import type { Tlp } from '@/db/model/words';
import type { Decision } from '@/db/rules/decision';

type Texts = Pick<HandoverInput, 'note' | 'actions'>;

const refPattern = /\b(?:INC|THR)-\d{4}-\d{4,}\b/g;

/** The references of events in the note and the actions, with the paths of the fields. */
export function refsIn({ note, actions }: Texts): { path: string; ref: string }[] {
  const texts = [
    { path: 'note', text: note },
    ...actions.map(({ text }, index) => ({ path: `actions.${index}.text`, text })),
  ];
  return texts.flatMap(({ path, text }) =>
    [...new Set(text.toUpperCase().match(refPattern))].map((ref) => ({ path, ref })),
  );
}

type Context = {
  /** Null for a new handover. */
  before: Handover | null;
  /** The markings of the events that the texts name and the author may see, by reference. */
  named: ReadonlyMap<string, Tlp>;
  /** ms */
  now: number;
};

/**
 * The handover to write: as strict as the events that its texts name, with the time at which it was accepted. Its author
 * changes it until then, and others only accept it and mark its actions as done.
 */
export function decideHandover(
  by: Pick<Principal, 'id' | 'ownerId'>,
  given: HandoverInput,
  { before, named, now }: Context,
): Decision<HandoverInput> {
  const refusal = refuseAcceptance(by, before, given.acceptedBy) ?? refuseChange(by, before, given);
  if (refusal) return refusal;
  const found = refsIn(given).flatMap((one) => {
    const tlp = named.get(one.ref);
    return tlp === undefined ? [] : [{ ...one, tlp }];
  });
  const red = found.filter(({ tlp }) => tlp === 'red');
  if (red.length > 0)
    return invalidFields(red.map(({ path, ref }) => fieldError(path, 'red-named', { ref })));
  const isAcceptance = given.acceptedBy !== (before?.acceptedBy ?? null);
  return {
    ...given,
    tlp: found.reduce((strictest, { tlp }) => stricterOf(strictest, tlp), given.tlp),
    acceptedAt: isAcceptance ? iso(now) : (before?.acceptedAt ?? null),
  };
}

function refuseAcceptance(
  by: Pick<Principal, 'id' | 'ownerId'>,
  before: Handover | null,
  acceptedBy: string | null,
): AppError | null {
  if (acceptedBy === (before?.acceptedBy ?? null)) return null;
  if (before?.acceptedBy) return invalid('acceptedBy', 'handover-accepted');
  if (before === null || acceptedBy !== personOf(by)) return invalid('acceptedBy', 'accept-as-yourself');
  return isBy(by, before.createdBy.id) ? failure('own-handover') : null;
}

function refuseChange(
  by: Pick<Principal, 'id' | 'ownerId'>,
  before: Handover | null,
  given: HandoverInput,
): AppError | null {
  if (before === null) return null;
  const changed = changesBetween(contentOf(before), contentOf(given));
  if (changed.length === 0) return null;
  if (before.acceptedBy)
    return invalidFields(changed.map(({ path }) => fieldError(path, 'handover-accepted')));
  return isBy(by, before.createdBy.id) ? null : failure('owner-needed');
}

/** What only the author writes. */
function contentOf({ from, to, note, tlp, actions }: HandoverInput) {
  return { from, to, note, tlp, actions: actions.map(({ text }) => ({ text })) };
}

function isBy(by: Pick<Principal, 'id' | 'ownerId'>, id: string): boolean {
  return id === by.id || id === personOf(by);
}

function stricterOf(one: HandoverInput['tlp'], other: Tlp): HandoverInput['tlp'] {
  return other !== 'red' && isStricter(other, one) ? other : one;
}
