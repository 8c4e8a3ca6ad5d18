import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { isSame } from '../../model/journal/history';
import type { Visit, VisitInput } from '../../model/reference';
import { type Tlp, tlpRank, tlps } from '../../model/words';
import { throwIfRefused } from '../../rules/decision';
import type { ChangeMarking } from '../../rules/journal-entry';
import { refuseVisitUpdate } from '../../rules/records/visits';
import { textOfVisit } from '../../rules/search-text';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createTextIndex } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { appendReferenceChange } from '../journal/reference-journal';
import { toVisit, type VisitRow } from '../queries/reference-rows';
import { visibleSql, visitVisibleSql } from '../queries/visible';
import { events, targets } from '../schema/events';
import { visits } from '../schema/reference';
import { createIdempotency } from './idempotency';
import { requireFound, requireVersion, requireVisibleToAuthor } from './requirements';

/** The commands on visits. Call each inside one immediate transaction. */
export function createVisitCommands(db: Db, journal: JournalTable) {
  const idempotencyKeys = createIdempotency(db);
  const texts = createTextIndex(db, 'visits_fts');

  function createVisit(
    by: Principal,
    input: VisitInput,
    idempotency: Idempotency,
  ): { visit: Visit; isReplay: boolean } {
    const now = Date.now();
    const known = idempotencyKeys.find(by, 'visit', idempotency, now);
    if (known !== null) return { visit: toVisit(requireFound(find(by, known), 'visit')), isReplay: true };
    requireVisibleToAuthor(by, { tlp: input.tlp, recipients: [], createdBy: by.id });
    const visit = insertVisit(newUuid(), input, by, false);
    appendReferenceChange(journal, by, {
      type: 'visit',
      record: visit,
      before: null,
      after: markingOf(visit),
      createdBy: by.id,
    });
    idempotencyKeys.save(by, 'visit', idempotency, visit.id, now);
    return { visit, isReplay: false };
  }

  function updateVisit(by: Principal, id: string, version: number, input: VisitInput): Visit {
    const row = requireVersion(find(by, id), version, 'visit', toVisit);
    requireVisibleToAuthor(by, { tlp: input.tlp, recipients: [], createdBy: row.createdBy });
    throwIfRefused(refuseVisitUpdate(row, input, { eventMarkings: eventMarkingsOf(by, row) }));
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
    appendReferenceChange(journal, by, {
      type: 'visit',
      record: visit,
      before: markingOf(before),
      after: markingOf(visit),
      createdBy,
    });
    return visit;
  }

  /** Removes example visits that this principal may see and no event names any more. */
  function removeExampleVisits(by: Principal): void {
    const named = db.select({ id: targets.visitId }).from(targets).where(isNotNull(targets.visitId));
    const unused = and(eq(visits.isExample, true), notInArray(visits.id, named), visitVisibleSql(by));
    for (const row of db.select().from(visits).where(unused).all()) {
      const removed = { ...toVisit(row), version: row.version + 1 };
      const { createdBy } = row;
      appendReferenceChange(journal, by, {
        type: 'visit',
        record: removed,
        before: markingOf(removed),
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

  function eventMarkingsOf(by: Principal, { id }: VisitRow): Tlp[] {
    const rows = db
      .selectDistinct({ tlp: events.tlp })
      .from(targets)
      .innerJoin(events, eq(events.n, targets.eventN))
      .where(and(eq(targets.visitId, id), visibleSql(by)))
      .all();
    return rows.flatMap(({ tlp }) => tlps[tlp] ?? []);
  }

  return { createVisit, updateVisit, insertVisit, removeExampleVisits };
}

function markingOf({ tlp }: Visit): ChangeMarking {
  return { tlp, recipients: [] };
}
