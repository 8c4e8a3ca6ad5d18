import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { systemPrincipal } from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
import { completeRecord } from '@/db/model/event/complete-record';
import type { EventInput, EventRecord } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import { isSame } from '@/db/model/journal/history';
import { isSerious, secondPersonEdits, severityRank, tlpRank } from '@/db/model/words';
import { accept } from '@/db/rules/decision';
import {
  contentOf,
  decideDeletion,
  decideEdit,
  decideLapse,
  decideReturn,
  type StoredEvent,
} from '@/db/rules/event/changes';
import { decideConfirmation, decideReversal } from '@/db/rules/event/confirmations';
import { recordOf } from '@/db/rules/event/named-record';
import { needsSecondPerson } from '@/db/rules/event/two-persons';
import { threat } from '../../integration/store/records';
import { analyst, anyInput, anyRecord, complete, newSourceId } from './references';

const second = { ...analyst, id: '00000000-0000-8000-8000-00000000000b', name: 'Second' };
const third = { ...analyst, id: '00000000-0000-8000-8000-00000000000c', name: 'Third' };
const someone = fc.constantFrom(analyst, second, third);

function stored(record: EventRecord, version = 1): StoredEvent {
  // Everybody of these tests may read it as it was.
  const recipients = record.tlp === 'red' ? [second.id, third.id] : [];
  const event = {
    id: 'event',
    ref: 'THR-2026-0001',
    version,
    activityAt: 0,
    isDeleted: false,
    record: { ...record, recipients },
  };
  return { ...event, createdBy: analyst.id };
}

function edited(before: StoredEvent, input: EventInput, by = analyst, now = 9): StoredEvent {
  if (input.kind !== before.record.kind) return before;
  const change = { by, now, newId: newSourceId };
  // An edit that its author could not see afterwards is refused.
  const visibleInput = {
    ...input,

    sources: [],
    tlp: 'clear' as const,
    recipients: [],
  };
  const decision = decideEdit(before, { input: visibleInput, reason: null }, change, complete);
  if (isAppError(decision) || decision === null) return before;
  return { ...before, version: decision.version, record: recordOf(decision.record) };
}

/** What 2-model.md asks for, said again in other words, of a record that nobody has changed before. */
function expected(before: EventRecord, after: EventRecord): boolean {
  if (before.handling === 'example') return false;
  const inDanger = ({ targets }: EventRecord) =>
    targets.some(({ type, outcome }) => type !== 'government' && outcome === null);
  const isOver =
    isActive(before) &&
    (!isActive(after) ||
      (inDanger(before) && !inDanger(after)) ||
      (before.handling === 'actual' && after.handling !== 'actual'));
  if (isSerious(before.severity) && tlpRank(after.tlp) < tlpRank(before.tlp)) return true;
  if (before.kind === 'incident') return isOver;
  if (!isSerious(before.severity)) return false;
  return (
    isOver ||
    severityRank[after.severity] > severityRank[before.severity] ||
    (after.verification === 'refuted' && before.verification !== 'refuted')
  );
}

test('ending an attack, and ending, refuting, downgrading or re-marking what is severe, is to be confirmed', () => {
  void fc.assert(
    fc.property(anyRecord, anyInput, (record, input) => {
      const after = edited(stored(record), input);
      expect(after.record.unconfirmed !== undefined).toBe(expected(record, after.record));
    }),
  );
});

test('what the program does itself needs nobody, and ends what it changes in no other way', () => {
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const lapse = decideLapse(stored(record), 9, complete);
      if (lapse) expect(recordOf(lapse.record).unconfirmed).toBeUndefined();
      expect(decideDeletion(stored(record), null, systemPrincipal).isUnconfirmed).toBe(false);
    }),
  );
});

test('a deletion is to be confirmed for a severe threat or an attack under way, whoever deletes it', () => {
  void fc.assert(
    fc.property(anyRecord, someone, (record, by) => {
      const isGrave = record.kind === 'threat' ? isSerious(record.severity) : isActive(record);
      expect(decideDeletion(stored(record), 'why', by).isUnconfirmed).toBe(
        isGrave && record.handling === 'actual',
      );
    }),
  );
});

test('an earlier state that an undo puts back is judged as an edit to it is', () => {
  void fc.assert(
    fc.property(anyRecord, anyRecord, someone, (record, earlier, by) => {
      const given = { ...earlier, kind: record.kind, incident: record.incident, threat: record.threat };
      const write = decideReturn(
        stored(record),
        { record: given, activityAt: 0 },
        'undo',
        { by, now: 9 },
        complete,
      );
      if (isAppError(write)) return;
      const asked = secondPersonEdits.filter((what) => needsSecondPerson(what, record, given));
      expect((recordOf(write.record).unconfirmed ?? []).map(({ what }) => what)).toEqual(asked);
    }),
  );
});

test('several edits by several people: nobody confirms their own, and a downgrade in steps does not evade it', () => {
  void fc.assert(
    fc.property(
      anyRecord,
      fc.array(fc.tuple(anyInput, someone), { maxLength: 4 }),
      someone,
      (record, edits, by) => {
        const after = edits.reduce((event, [input, author]) => edited(event, input, author), stored(record));
        const pending = after.record.unconfirmed ?? [];
        // As long as the change from a severe threat to a milder one is not confirmed, it is known to be open.
        if (record.kind === 'threat' && isSerious(record.severity) && record.handling !== 'example') {
          const isOpen = pending.length > 0;
          const isMilder = severityRank[after.record.severity] > severityRank[record.severity];
          if (isMilder && edits.every(([input]) => input.handling !== 'example')) expect(isOpen).toBe(true);
        }
        const own = pending.filter((one) => one.by === by.id);
        const act = { by, reason: null, now: 20 };
        const confirmed = decideConfirmation({ event: after, deletedBy: null }, act, complete);
        if (pending.length === 0) expect(confirmed).toMatchObject({ code: 'nothing-to-confirm' });
        else if (own.length === pending.length)
          expect(confirmed).toMatchObject({ code: 'second-person-needed' });
        else {
          const write = accept(confirmed);
          expect(write.version).toBe(after.version + 1);
          expect(write.activityAt).toBe(after.activityAt);
          if (!('record' in write)) throw new Error('A version was expected');
          const record = recordOf(write.record);
          expect(record.unconfirmed ?? []).toEqual(own);
          expect(isSame(contentOf(record), contentOf(after.record))).toBe(true);
        }
      },
    ),
  );
});

test('a reversal restores what stood before, and nothing that somebody has changed since', () => {
  void fc.assert(
    fc.property(anyRecord, anyInput, anyInput, (record, input, later) => {
      const ended = edited(stored(record), input);
      if (ended.record.unconfirmed === undefined) return;
      const act = { by: second, reason: 'Too early', now: 20 };
      const whats = ended.record.unconfirmed.map(({ what }) => what);
      const back = decideReversal({ event: ended, deletedBy: null }, act, complete);
      const restored = recordOf(accept(back).record);
      if (whats.includes('downgraded')) expect(restored.severity).toBe(record.severity);
      if (whats.includes('refuted')) expect(restored.verification).toBe(record.verification);
      if (whats.includes('marking')) expect(restored.tlp).toBe(record.tlp);
      if (whats.includes('attack-ended')) expect(restored.incident?.phase).toBe(record.incident?.phase);
      if (whats.includes('threat-ended') && restored.verification !== 'refuted')
        expect(restored.threat?.status).toBe(record.threat?.status);
      expect(restored.title).toBe(ended.record.title);
      expect(restored.unconfirmed ?? []).toEqual([]);

      // Somebody works on: what they wrote stays.
      const worked = edited(ended, { ...later, targets: input.targets, handling: input.handling }, third);
      const again = decideReversal({ event: worked, deletedBy: null }, act, complete);
      if (isAppError(again)) return;
      const kept = recordOf(again.record);
      expect(kept.title).toBe(worked.record.title);
      expect(kept.summary).toBe(worked.record.summary);
      if (
        worked.record.severity !== ended.record.severity &&
        !worked.record.unconfirmed?.some(({ by }) => by === third.id)
      )
        expect(kept.severity).toBe(worked.record.severity);
    }),
  );
});

const severe = (more: Record<string, unknown>) => threat({ severity: 'severe', ...more });

function loggedThreat(): StoredEvent {
  return stored(completeRecord(severe({}), newSourceId, { before: null, now: 0 }));
}

test('a threat that was downgraded counts as severe until that is confirmed', () => {
  const lower = edited(loggedThreat(), threat({ severity: 'minor' }));
  const over = edited(lower, threat({ severity: 'minor', threat: { status: 'foiled' } }), second);
  expect(over.record.unconfirmed?.map(({ what, by }) => [what, by])).toEqual([
    ['downgraded', analyst.id],
    ['threat-ended', second.id],
  ]);
  expect(decideDeletion(lower, null, second).isUnconfirmed).toBe(true);
  const act = { by: second, reason: null, now: 20 };
  const write = accept(decideConfirmation({ event: lower, deletedBy: null }, act, complete));
  if (!('record' in write)) throw new Error('A version was expected');
  const confirmed = { ...lower, version: write.version, record: recordOf(write.record) };
  const later = edited(confirmed, threat({ severity: 'minor', threat: { status: 'foiled' } }), second);
  expect(later.record.unconfirmed).toBeUndefined();
});

test('a severity that somebody set since stays, and is still to be confirmed', () => {
  const lower = edited(loggedThreat(), threat({ severity: 'minor' }));
  const raised = edited(lower, threat({ severity: 'moderate' }), second);
  expect(raised.record.unconfirmed).toHaveLength(1);
  const act = { by: third, reason: 'Back', now: 20 };
  expect(decideReversal({ event: raised, deletedBy: null }, act, complete)).toMatchObject({
    code: 'changed-since',
  });
});
