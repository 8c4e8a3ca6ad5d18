import { and, eq, isNotNull, lt, notInArray } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import type { Visit, VisitInput } from '../../model/reference';
import { tlpRank } from '../../model/words';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { textOfVisit } from '../indexing/search-text';
import { createTextIndex } from '../indexing/text-index';
import type { ChangeMarking, JournalTable } from '../journal/journal';
import { note } from '../journal/reference-journal';
import { toVisit, type VisitRow } from '../queries/reference-rows';
import { visibleSql, visitVisibleSql } from '../queries/visible';
import { events, targets } from '../schema/events';
import { visits } from '../schema/reference';
import { createKeys } from './idempotency';
import { atVersion, found, refuseOwnLoss } from './refusals';

/** The commands on visits; each is to be called inside one immediate transaction. */
export function createVisitCommands(db: Db, journal: JournalTable) {
  const keys = createKeys(db);
  const texts = createTextIndex(db, 'visits_fts');

  function createVisit(
    by: Principal,
    input: VisitInput,
    idempotency: Idempotency,
  ): { visit: Visit; isReplay: boolean } {
    const now = Date.now();
    const known = keys.recall(by, 'visit', idempotency, now);
    if (known !== null) return { visit: toVisit(found(find(by, known), 'visit')), isReplay: true };
    refuseOwnLoss(by, { tlp: input.tlp, recipients: [], createdBy: by.id });
    const visit = insertVisit(newUuid(), input, by, false);
    note(journal, by, {
      type: 'visit',
      record: visit,
      before: null,
      after: markingOf(visit),
      createdBy: by.id,
    });
    keys.keep(by, 'visit', idempotency, visit.id, now);
    return { visit, isReplay: false };
  }

  function updateVisit(by: Principal, id: string, version: number, input: VisitInput): Visit {
    const row = atVersion(find(by, id), version, 'visit', toVisit);
    refuseUpdate(by, row, input);
    const before = toVisit(row);
    if (isSame(before, { ...before, ...input })) return before;
    const written = db
      .update(visits)
      .set({ ...input, tlp: tlpRank(input.tlp), version: version + 1 })
      .where(eq(visits.n, row.n))
      .returning()
      .get();
    const visit = toVisit(written);
    texts.replace(row.n, textOfVisit(input));
    const { createdBy } = row;
    note(journal, by, {
      type: 'visit',
      record: visit,
      before: markingOf(before),
      after: markingOf(visit),
      createdBy,
    });
    return visit;
  }

  /** Removes the example's visits that this principal may see and no event names any more. */
  function removeExampleVisits(by: Principal): void {
    const named = db.select({ id: targets.visitId }).from(targets).where(isNotNull(targets.visitId));
    const unused = and(eq(visits.isExample, true), notInArray(visits.id, named), visitVisibleSql(by));
    for (const row of db.select().from(visits).where(unused).all()) {
      const leaving = { ...toVisit(row), version: row.version + 1 };
      const { createdBy } = row;
      note(journal, by, {
        type: 'visit',
        record: leaving,
        before: markingOf(leaving),
        after: null,
        createdBy,
      });
      db.delete(visits).where(eq(visits.n, row.n)).run();
      texts.remove(row.n);
    }
  }

  function insertVisit(id: string, input: VisitInput, by: Principal, isExample: boolean): Visit {
    const row = db
      .insert(visits)
      .values({ ...input, tlp: tlpRank(input.tlp), id, version: 1, createdBy: by.id, isExample })
      .returning()
      .get();
    texts.add(row.n, textOfVisit(input));
    return toVisit(row);
  }

  function find(by: Principal, id: string): VisitRow | undefined {
    return db
      .select()
      .from(visits)
      .where(and(eq(visits.id, id), visitVisibleSql(by)))
      .get();
  }

  function refuseUpdate(by: Principal, row: VisitRow, input: VisitInput): void {
    refuseOwnLoss(by, { tlp: input.tlp, recipients: [], createdBy: row.createdBy });
    // Events name it under this country. Whether any does is not told: some of them may be hidden.
    if (input.country !== row.country) {
      throw invalid('country', `A visit stays that of its country, ${row.country}: add a new one instead`);
    }
    // Only events that this principal may see: a refusal for the sake of a hidden one would tell that it is there. A
    // hidden event keeps its marking and its visitId; its readers see no more of a visit that is hidden from them.
    const milder = db
      .select({ ref: events.ref })
      .from(targets)
      .innerJoin(events, eq(events.n, targets.eventN))
      .where(and(eq(targets.visitId, row.id), lt(events.tlp, tlpRank(input.tlp)), visibleSql(by)))
      .get();
    if (milder) throw invalid('tlp', 'An event marked milder names this visit: mark that event first');
  }

  return { createVisit, updateVisit, insertVisit, removeExampleVisits };
}

function markingOf({ tlp }: Visit): ChangeMarking {
  return { tlp, recipients: [] };
}
