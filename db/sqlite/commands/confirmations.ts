import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { notFound, versionConflict } from '../../model/errors';
import type { Event } from '../../model/event/event';
import { accept } from '../../rules/decision';
import type { EventRemoval, EventWrite } from '../../rules/event/changes';
import { decideConfirmation, decideReversal } from '../../rules/event/confirmations';
import type { Idempotency } from '../../store';
import type { JournalTable } from '../journal/journal';
import type { createEventReferences } from '../queries/event-references';
import type { EventRow, EventRows } from '../queries/event-rows';
import { type createIdempotency, createKeyReusedError } from './idempotency';
import { toStored } from './stored-event';

type Parts = {
  eventRows: EventRows;
  idempotencyKeys: ReturnType<typeof createIdempotency>;
  references: ReturnType<typeof createEventReferences>;
  writeVersion(row: EventRow, write: EventWrite, by: Principal, now: number): EventRow;
  writeRemoval(row: EventRow, removal: EventRemoval, by: Principal, now: number): void;
};

/** `versions` are those that they may have seen. */
type Given = { versions: readonly number[]; reason: string | null; idempotency: Idempotency | null };
type Answer = { event: Event; isReplay: boolean };

/** The commands with which a second person confirms or reverts. */
export function createConfirmationCommands(
  journal: JournalTable,
  { eventRows, idempotencyKeys, references, writeVersion, writeRemoval }: Parts,
) {
  function confirmChanges(by: Principal, idOrRef: string, given: Given): Answer {
    return act(by, idOrRef, given, (row, now) => {
      const event = toStored(row);
      const toConfirm = { event, deletedBy: eventRows.deletedByOf(row) };
      const lasting = references.findLasting(by, event.record);
      const write = accept(decideConfirmation(toConfirm, { by, reason: given.reason, now }, lasting));
      journal.inOperation({ id: newUuid(), kind: 'confirm' }, () => {
        if ('rows' in write) writeVersion(row, write, by, now);
        else writeRemoval(row, write, by, now);
      });
    });
  }

  function revertChanges(by: Principal, idOrRef: string, given: Given & { reason: string }): Answer {
    return act(by, idOrRef, given, (row, now) => {
      const event = toStored(row);
      const toConfirm = { event, deletedBy: eventRows.deletedByOf(row) };
      const lasting = references.findLasting(by, event.record);
      const write = accept(decideReversal(toConfirm, { by, reason: given.reason, now }, lasting));
      journal.inOperation({ id: newUuid(), kind: 'revert' }, () => writeVersion(row, write, by, now));
    });
  }

  /** Runs a command on an event, also on a deleted one, at the version that they saw. */
  function act(
    by: Principal,
    idOrRef: string,
    { versions, idempotency }: Given,
    write: (row: EventRow, now: number) => void,
  ): Answer {
    const now = Date.now();
    const row = find(by, idOrRef);
    const repeatedId = idempotency && idempotencyKeys.find(by, 'event', idempotency, now);
    if (repeatedId !== null) {
      if (repeatedId !== row.id) throw createKeyReusedError();
      return { event: eventRows.toEvent(by, row), isReplay: true };
    }
    if (!versions.includes(row.version)) throw versionConflict(eventRows.toEvent(by, row));
    write(row, now);
    if (idempotency) idempotencyKeys.save(by, 'event', idempotency, row.id, now);
    return { event: eventRows.toEvent(by, find(by, row.id)), isReplay: false };
  }

  function find(by: Principal, idOrRef: string): EventRow {
    const row = eventRows.find(by, idOrRef) ?? eventRows.findDeleted(by, idOrRef);
    if (!row) throw notFound('event');
    return row;
  }

  return { confirmChanges, revertChanges };
}
