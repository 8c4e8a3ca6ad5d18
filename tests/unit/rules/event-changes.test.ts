import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { visible } from '@/db/model/access/visible';
import { isAppError } from '@/db/model/errors';
import { completeRecord, isActivity } from '@/db/model/event/complete-record';
import type { EventDraft } from '@/db/model/event/event';
import { isSame } from '@/db/model/journal/history';
import { accept } from '@/db/rules/decision';
import {
  decideCreation,
  decideDeletion,
  decideEdit,
  decideLapse,
  decideRestoration,
  type EventWrite,
  type StoredEvent,
} from '@/db/rules/event/changes';
import { columnsOf, indexRowsOf } from '@/db/rules/event/index-rows';
import { recordOf } from '@/db/rules/event/named-record';
import { people, threat } from '../../integration/store/records';
import { analyst, anyInput, anyRecord, complete, newSourceId } from './references';

function fail(): never {
  throw new Error('A change was expected');
}

const logged = { id: 'event', ref: 'THR-2026-0001' };

function changeBy(by: typeof analyst, now: number) {
  return { by, now, newId: newSourceId };
}

function storedFrom(write: EventWrite, createdBy: string): StoredEvent {
  const { version, activityAt, record } = write;
  return { ...logged, version, activityAt, createdBy, isDeleted: false, record: recordOf(record) };
}

/** An entry tells the marking of the record that it holds, and the columns and rows follow from the same record. */
function expectConsistent(write: EventWrite, createdBy: string): void {
  const record = recordOf(write.record);
  const { tlp, recipients } = record;
  expect(write.entry).toMatchObject({ version: write.version, after: { tlp, recipients }, createdBy });
  expect(isSame(write.entry.body, record)).toBe(true);
  expect(write.columns).toEqual(columnsOf(record));
  expect(write.rows).toEqual(indexRowsOf(record, { createdBy, activityAt: write.activityAt }));
}

test('a new event is logged as its author may see it, or refused', () => {
  void fc.assert(
    fc.property(anyInput, fc.constantFrom(...people), (input, by) => {
      const write = decideCreation(input, logged, changeBy(by, 5), complete);
      const record = completeRecord(input, newSourceId, { before: null, now: 5 });
      expect(isAppError(write)).toBe(!visible(by, { ...record, createdBy: by.id }));
      if (isAppError(write)) return;
      expectConsistent(write, by.id);
      expect(write).toMatchObject({ version: 1, activityAt: 5, entry: { before: null, recordId: 'event' } });
    }),
  );
});

test('an edit writes the next version, and moves the event up only if its danger changed', () => {
  void fc.assert(
    fc.property(anyInput, anyInput, (first, second) => {
      const before = storedFrom(
        accept(decideCreation(first, logged, changeBy(analyst, 5), complete)),
        analyst.id,
      );
      const input = second.verification === 'corroborated' ? second : { ...second, sources: [] };
      const write = accept(decideEdit(before, { input, reason: 'why' }, changeBy(analyst, 9), complete));
      const record = completeRecord(input, newSourceId, { before: before.record, now: 9 });
      expect(write === null).toBe(isSame(before.record, record));
      if (!write) return;
      expectConsistent(write, analyst.id);
      const { tlp, recipients } = before.record;
      expect(write.entry).toMatchObject({ version: 2, reason: 'why', before: { tlp, recipients } });
      expect(write.activityAt).toBe(isActivity(before.record, record) ? 9 : 5);
    }),
  );
});

test('an edit that changes nothing writes no version', () => {
  void fc.assert(
    fc.property(anyInput, (input) => {
      const isCorroborated = input.verification === 'corroborated';
      const plain = { ...input, sources: [], ...(isCorroborated && { verification: 'confirmed' as const }) };
      const before = storedFrom(
        accept(decideCreation(plain, logged, changeBy(analyst, 5), complete)),
        analyst.id,
      );
      expect(decideEdit(before, { input: plain, reason: null }, changeBy(analyst, 9), complete)).toBeNull();
    }),
  );
});

test('an event that is deleted and restored is what it was, in its place among the latest', () => {
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const before = {
        ...logged,
        version: 3,
        activityAt: 5,
        createdBy: analyst.id,
        isDeleted: false,
        record,
      };
      const { tlp, recipients } = record;
      const removal = decideDeletion(before, 'why', analyst);
      expect(removal).toMatchObject({
        version: 4,
        columns: { isDeleted: true, isActive: false, validUntil: null },
        entry: { version: 4, reason: 'why', body: null, before: { tlp, recipients }, after: null },
      });
      const deleted = { ...before, version: 4, isDeleted: true };
      const write = accept(decideRestoration(deleted, 'back', 9, complete));
      expectConsistent(write, analyst.id);
      expect(write).toMatchObject({ version: 5, activityAt: 5, entry: { before: null, reason: 'back' } });
      expect(isSame(recordOf(write.record), record)).toBe(true);
    }),
  );
});

test('a lapse ends a threat and changes nothing else', () => {
  void fc.assert(
    fc.property(anyRecord, (record) => {
      const before = {
        ...logged,
        version: 1,
        activityAt: 5,
        createdBy: analyst.id,
        isDeleted: false,
        record,
      };
      const write = decideLapse(before, 9, complete);
      expect(write === null).toBe(record.kind === 'incident');
      if (!write || !record.threat) return;
      expectConsistent(write, analyst.id);
      const { threat: ended, ...rest } = recordOf(write.record);
      const { threat: own, ...others } = record;
      expect(isSame(rest, others)).toBe(true);
      const lapsedAt = '1970-01-01T00:00:00.009Z';
      expect(ended).toMatchObject({ status: 'lapsed', statusReason: null, lapsedAt, urgency: own.urgency });
      expect(write.entry.reason).toBeNull();
      expect(write.columns.isActive).toBe(false);
    }),
  );
});

test('a lapse by the system is remembered until a person gives the threat another status', () => {
  const edit = (event: StoredEvent, part: NonNullable<EventDraft['threat']>) => {
    const input = threat({ threat: part });
    const change = { input, reason: null };
    return storedFrom(
      accept(decideEdit(event, change, changeBy(analyst, 12), complete)) ?? fail(),
      analyst.id,
    );
  };
  const first = accept(decideCreation(threat({}), logged, changeBy(analyst, 5), complete));
  const lapse = decideLapse(storedFrom(first, analyst.id), 9, complete) ?? fail();
  const lapsed = storedFrom(lapse, analyst.id);
  const lapsedAt = lapsed.record.threat?.lapsedAt;
  expect(lapsedAt).toBe('1970-01-01T00:00:00.009Z');
  const explained = edit(lapsed, { status: 'lapsed', statusReason: 'The day has passed' });
  expect(explained.record.threat).toMatchObject({ statusReason: 'The day has passed', lapsedAt });
  for (const status of ['current', 'withdrawn'] as const) {
    const changed = edit(explained, { status });
    expect(changed.record.threat).not.toHaveProperty('lapsedAt');
    expect(edit(changed, { status: 'lapsed' }).record.threat).not.toHaveProperty('lapsedAt');
  }
});

test('rules decide the same from the same arguments, and leave them as they are', () => {
  const input = threat({ sources: [{ publisher: 'Paper' }] });
  const change = { by: analyst, now: 5, newId: () => '01a20707-bf6a-7180-94c9-dcdd355ed958' };
  const copy = structuredClone(input);
  const [one, other] = [
    decideCreation(input, logged, change, complete),
    decideCreation(input, logged, change, complete),
  ];
  expect(one).toEqual(other);
  expect(input).toEqual(copy);
});
