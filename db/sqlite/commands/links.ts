import { and, eq, or } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { isStricter, visible } from '../../model/access/visible';
import type { EventInput } from '../../model/event/event';
import { isSame } from '../../model/journal/history';
import type { Db } from '../client';
import type { ChangeMarking, JournalTable } from '../journal/journal';
import type { Answers, EventRow } from '../queries/answers';
import { events, links } from '../schema/events';

/**
 * Links are rows beside the records: linking changes no version, so an edit that names a version may come after
 * a link that it has not seen. What is written is the difference from what the editor saw; and since that is his
 * own view, only links that he may see are ever taken away.
 */
export function createLinks(db: Db, journal: JournalTable, answers: Answers) {
  /** `seen` are the links that the editor had before him; answers with the row as it is then. */
  function replace(
    by: Principal,
    row: EventRow,
    input: EventInput,
    now: number,
    seen: readonly string[] = answers.linksOf(by, row),
  ): EventRow {
    const isIncident = input.kind === 'incident';
    const before = new Set(seen);
    const wanted = new Set(isIncident ? input.incident?.realises : input.threat?.realisedBy);
    const present = new Set(answers.linksOf(by, row));
    for (const other of wanted)
      if (!before.has(other) && !present.has(other)) change(by, pair(row.id, other, isIncident), now, true);
    for (const other of before)
      if (!wanted.has(other) && present.has(other)) change(by, pair(row.id, other, isIncident), now, false);
    return wanted.size === 0 && before.size === 0 ? row : { ...row, hasLinks: linksOf(row.id).length > 0 };
  }

  function change(by: Principal, { fromId, toId }: Pair, now: number, isAdded: boolean): void {
    if (isAdded)
      db.insert(links)
        .values({ type: 'realises', fromId, toId, at: now, by: by.id })
        .onConflictDoNothing()
        .run();
    else
      db.delete(links)
        .where(and(eq(links.fromId, fromId), eq(links.toId, toId), eq(links.type, 'realises')))
        .run();
    for (const id of [fromId, toId]) {
      db.update(events)
        .set({ hasLinks: linksOf(id).length > 0 })
        .where(eq(events.id, id))
        .run();
    }
    const ends = [fromId, toId].flatMap((id) => find(id) ?? []);
    const marking = ofBoth(ends);
    for (const end of ends) note(by, end, now, isAdded ? null : marking, isAdded ? marking : null);
  }

  /**
   * Tells the other ends of a record's links that it is no longer there, there again, or not for the same people:
   * what they list has changed. `after` is null for a record that is deleted, `before` for one that is restored.
   */
  function announce(by: Principal, before: EventRow | null, after: EventRow | null, now: number): void {
    const own = after ?? before;
    if (!own?.hasLinks || (before && after && isMarkedAlike(before, after))) return;
    const ofOwn = or(eq(links.fromId, own.id), eq(links.toId, own.id));
    for (const { fromId, toId } of db.select().from(links).where(ofOwn).all()) {
      const other = find(fromId === own.id ? toId : fromId);
      if (other) note(by, other, now, before && ofBoth([before, other]), after && ofBoth([after, other]));
    }
  }

  function find(id: string): EventRow | undefined {
    return db
      .select()
      .from(events)
      .where(and(eq(events.id, id), eq(events.isDeleted, false)))
      .get();
  }

  /** `before` and `after` are the markings under which the link was and is to be seen. */
  function note(
    by: Principal,
    end: EventRow,
    now: number,
    before: ChangeMarking | null,
    after: ChangeMarking | null,
  ): void {
    journal.append({
      type: 'link',
      recordId: end.id,
      version: end.version,
      at: now,
      by,
      reason: null,
      createdBy: '',
      body: JSON.stringify({ type: 'realises', links: linksOf(end.id) }),
      before,
      after,
    });
  }

  function linksOf(id: string): Pair[] {
    return db
      .select({ fromId: links.fromId, toId: links.toId })
      .from(links)
      .where(or(eq(links.fromId, id), eq(links.toId, id)))
      .all();
  }

  return { replace, announce };
}

type Pair = { fromId: string; toId: string };

function pair(own: string, other: string, isIncident: boolean): Pair {
  return isIncident ? { fromId: own, toId: other } : { fromId: other, toId: own };
}

function isMarkedAlike({ record: one }: EventRow, { record: other }: EventRow): boolean {
  return one.tlp === other.tlp && isSame(one.recipients, other.recipients);
}

/** Who hears of a link: those who may see both its ends. */
function ofBoth(ends: readonly EventRow[]): ChangeMarking {
  const [first, ...rest] = ends.map(({ record }) => record);
  if (!first) return { tlp: 'red', recipients: [] };
  const strictest = rest.reduce((tlp, record) => (isStricter(record.tlp, tlp) ? record.tlp : tlp), first.tlp);
  if (strictest !== 'red') return { tlp: strictest, recipients: [] };
  const named = new Set(ends.flatMap(({ createdBy, record }) => [createdBy, ...record.recipients]));
  const mayRead = (id: string) =>
    ends.every(
      ({ record, createdBy }) =>
        visible({ id, clearance: 'clear' }, { ...record, createdBy }) || record.tlp !== 'red',
    );
  return { tlp: 'red', recipients: [...named].filter(mayRead) };
}
