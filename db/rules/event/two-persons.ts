import type { Principal } from '@/db/model/access/principal';
import { systemId } from '@/db/model/access/principal-ids';
import { isStricter, personOf, type Reader } from '@/db/model/access/visible';
import {
  type ConfirmablePart,
  isDeletionToBeConfirmed,
  type ToBeConfirmed,
  type UnconfirmedChange,
} from '@/db/model/event/confirmation';
import type { EventRecord } from '@/db/model/event/event';
import { lacksOrigins } from '@/db/model/event/origins';
import { isSame } from '@/db/model/journal/history';
import { iso } from '@/db/model/values/moment';
import {
  isAttack,
  isDiplomatic,
  isSerious,
  type SecondPersonChange,
  type SecondPersonEdit,
  secondPersonEdits,
  severityRank,
} from '@/db/model/words';

/** Who makes a change, when (ms), and the version that it writes. */
type Author = { by: Pick<Principal, 'id' | 'ownerId'>; now: number; version: number };

/** The values that a change of this kind can change, as they are in a record. */
const partsOf: { readonly [What in SecondPersonEdit]: (record: EventRecord) => ConfirmablePart } = {
  'attack-ended': ({ incident, targets, handling }) => ({
    phase: incident?.phase ?? 'unknown',
    endedAt: incident?.endedAt ?? null,
    targets,
    handling,
  }),
  'threat-ended': ({ threat, targets, handling }) => ({
    status: threat?.status ?? 'current',
    statusReason: threat?.statusReason ?? null,
    targets,
    handling,
  }),
  refuted: ({ verification }) => ({ verification }),
  downgraded: ({ severity }) => ({ severity }),
  marking: ({ tlp, recipients }) => ({ tlp, recipients }),
};

/** Has the record changed in this way between two states? */
const isChanged: {
  readonly [What in SecondPersonEdit]: (before: ConfirmablePart, after: ConfirmablePart) => boolean;
} = {
  'attack-ended': hasEnded,
  'threat-ended': hasEnded,
  refuted: (before, after) => before.verification !== 'refuted' && after.verification === 'refuted',
  downgraded: ({ severity: from }, { severity: to }) =>
    from !== undefined && to !== undefined && severityRank[to] > severityRank[from],
  marking: ({ tlp: from }, { tlp: to }) => from !== undefined && to !== undefined && isStricter(from, to),
};

/** The value that an edit of this kind is about. */
const mainValue = {
  'attack-ended': 'phase',
  'threat-ended': 'status',
  refuted: 'verification',
  downgraded: 'severity',
  marking: 'tlp',
} as const satisfies Record<SecondPersonEdit, keyof ConfirmablePart>;

/**
 * Does a change need a second person? Ending an attack; ending, refuting, downgrading or deleting a severe or extreme
 * threat; a milder marking of a severe or extreme record; deleting an attack under way. A threat that was downgraded
 * counts as what it was until that is confirmed. `after` is null for a deletion. Examples need nobody, and one person
 * can remove an exercise.
 */
export function needsSecondPerson(
  what: SecondPersonChange,
  before: EventRecord,
  after: EventRecord | null,
): boolean {
  const { kind, handling } = before;
  const isThreat = kind === 'threat';
  if (handling === 'example') return false;
  if (after === null || what === 'deleted') {
    return after === null && what === 'deleted' && isDeletionToBeConfirmed(before, isGrave(before));
  }
  if (what === 'attack-ended' ? isThreat : !isGrave(before) || (!isThreat && what !== 'marking'))
    return false;
  return isChanged[what](partsOf[what](before), partsOf[what](after));
}

/**
 * The changes of a record that are to be confirmed after a change to `after`: those from before that still stand, and
 * what this change adds. The program itself needs nobody. Changes of one kind by one person count as one.
 */
export function unconfirmedAfter(
  before: EventRecord,
  after: EventRecord,
  { by, now, version }: Author,
): UnconfirmedChange[] {
  const changes = standing(before.unconfirmed ?? [], after);
  if (by.id === systemId) return changes;
  for (const what of secondPersonEdits) {
    if (!needsSecondPerson(what, before, after)) continue;
    const last = changes.findLast((one) => one.what === what);
    const values = partsOf[what](after);
    if (last?.by === personOf(by)) changes[changes.indexOf(last)] = { ...last, after: values };
    else
      changes.push({
        what,
        by: personOf(by),
        at: iso(now),
        version,
        marking: { tlp: before.tlp, recipients: before.recipients },
        before: partsOf[what](before),
        after: values,
      });
  }
  return changes;
}

/** Those of the edits that still stand in the record, so that there is something to confirm. */
export function standing(changes: readonly UnconfirmedChange[], record: EventRecord): UnconfirmedChange[] {
  return changes.filter(({ what, before }) => isChanged[what](before, partsOf[what](record)));
}

/**
 * The record as it stood before these edits, as far as nobody has changed it since; the same record if nothing can be
 * restored. What the system did since (a lapse that follows from a lower severity) is no change by somebody.
 */
export function revert(record: EventRecord, changes: readonly UnconfirmedChange[]): EventRecord {
  return changes.reduceRight((current, { what, before, after }) => {
    const now = partsOf[what](current);
    const value = mainValue[what];
    if (!isSame(now[value], after[value])) return current;
    const { targets, handling, ...part } = before;
    const restored = withPart(current, {
      ...part,
      ...(isSame(now.targets, after.targets) && { targets }),
      ...(now.handling === after.handling && { handling }),
    });
    return isConsistent(restored) ? restored : current;
  }, record);
}

/** A current threat is not refuted, and has a target that is in danger. */
function isConsistent({ threat, verification, targets }: EventRecord): boolean {
  if (threat?.status !== 'current') return true;
  return verification !== 'refuted' && targets.some(({ outcome }) => outcome === null);
}

function withPart(record: EventRecord, part: ConfirmablePart): EventRecord {
  const {
    status,
    statusReason = null,
    phase,
    endedAt = null,
    severity,
    verification,
    tlp,
    recipients,
  } = part;
  const next: EventRecord = {
    ...record,
    severity: severity ?? record.severity,
    verification: restoredVerification(verification, record),
    tlp: tlp ?? record.tlp,
    recipients: recipients ?? record.recipients,
    targets: part.targets ?? record.targets,
    handling: part.handling ?? record.handling,
  };
  if (next.threat && status) next.threat = { ...withoutEnd(next.threat), status, statusReason };
  // The system lapsed it because it was downgraded.
  if (next.threat?.lapsedAt && severity && isSerious(severity))
    next.threat = { ...withoutEnd(next.threat), status: 'current' };
  if (next.incident && phase) {
    const { closedAt: _, ...incident } = next.incident;
    next.incident = { ...incident, phase, endedAt };
  }
  return next;
}

/** The sources may have changed since: a record is not corroborated again without its origins. */
function restoredVerification(
  verification: ConfirmablePart['verification'],
  record: EventRecord,
): EventRecord['verification'] {
  if (verification === undefined || verification === record.verification) return record.verification;
  return verification === 'corroborated' && lacksOrigins(record.sources) ? 'unverified' : verification;
}

function withoutEnd({ endedAt: _, lapsedAt: __, ...threat }: NonNullable<EventRecord['threat']>) {
  return threat;
}

/**
 * What of these changes a reader may know: those from a version marked within their clearance. A red version counts as
 * amber+strict: names cannot decide, because all readers of a record that is no longer red get the same bytes.
 */
export function knownChanges(who: Reader, changes: readonly UnconfirmedChange[]): UnconfirmedChange[] {
  return changes.filter(({ marking: { tlp } }) => {
    const leastClearance = tlp === 'red' ? 'amber+strict' : tlp;
    return who.id === systemId || !isStricter(leastClearance, who.clearance);
  });
}

/** As answers show it, to a reader who may know of these changes. */
export function toBeConfirmedOf(
  changes: readonly (Pick<UnconfirmedChange, 'by' | 'at' | 'version'> & { what: SecondPersonChange })[],
  nameOf: (id: string) => { id: string; name: string },
): ToBeConfirmed | null {
  const shown = changes.map(({ what, by, at, version }) => ({ what, by: nameOf(by), at, version }));
  const [first] = shown;
  return first ? { by: first.by, at: first.at, since: first.version, changes: shown } : null;
}

/** Is the threat severe or extreme, or was it before a downgrade that nobody has confirmed? */
function isGrave({ severity, unconfirmed = [] }: EventRecord): boolean {
  return (
    isSerious(severity) ||
    unconfirmed.some(
      ({ what, before }) =>
        what === 'downgraded' && before.severity !== undefined && isSerious(before.severity),
    )
  );
}

/** Does it no longer put anybody under attack or threat, or no longer in earnest? */
function hasEnded(before: ConfirmablePart, after: ConfirmablePart): boolean {
  if (!isInForce(before)) return false;
  return (
    !isInForce(after) ||
    (hasEndangered(before) && !hasEndangered(after)) ||
    (before.handling === 'actual' && after.handling !== 'actual')
  );
}

function isInForce({ status, phase }: ConfirmablePart): boolean {
  return status === 'current' || isAttack(phase);
}

function hasEndangered({ targets = [] }: ConfirmablePart): boolean {
  return targets.some(({ type, outcome }) => isDiplomatic(type) && outcome === null);
}
