import { and, eq, or } from 'drizzle-orm';
import type { EventInput } from '../model/event';
import type { Principal } from '../model/principal';
import { isStricter, visible } from '../model/visible';
import type { Answers, EventRow } from './answers';
import type { Db } from './client';
import type { ChangeMarking, JournalTable } from './journal';
import { events, links } from './schema-events';

/**
 * Links are rows beside the records: linking changes no version. The lists that come in are the writer's view,
 * so only links that he may see are ever taken away.
 */
export function createLinks(db: Db, journal: JournalTable, answers: Answers) {
  /** Answers with the row as it is then. */
  function replace(by: Principal, row: EventRow, input: EventInput, now: number): EventRow {
    const isIncident = input.kind === 'incident';
    const wanted = new Set(isIncident ? input.incident?.realises : input.threat?.realisedBy);
    const present = new Set(answers.linksOf(by, row));
    for (const other of wanted)
      if (!present.has(other)) change(by, pair(row.id, other, isIncident), now, true);
    for (const other of present)
      if (!wanted.has(other)) change(by, pair(row.id, other, isIncident), now, false);
    return wanted.size === 0 && present.size === 0 ? row : { ...row, hasLinks: isLinked(row.id) };
  }

  function isLinked(id: string): boolean {
    const own = or(eq(links.fromId, id), eq(links.toId, id));
    return db.select({ id: links.fromId }).from(links).where(own).limit(1).get() !== undefined;
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
    const ends = [fromId, toId].flatMap(
      (id) => db.select().from(events).where(eq(events.id, id)).get() ?? [],
    );
    const marking = ofBoth(ends);
    for (const end of ends) {
      db.update(events)
        .set({ hasLinks: isLinked(end.id) })
        .where(eq(events.n, end.n))
        .run();
      journal.append({
        type: 'link',
        recordId: end.id,
        version: end.version,
        at: now,
        by,
        reason: null,
        createdBy: '',
        body: JSON.stringify({ type: 'realises', fromId, toId, isAdded }),
        before: isAdded ? null : marking,
        after: isAdded ? marking : null,
      });
    }
  }

  return { replace };
}

type Pair = { fromId: string; toId: string };

function pair(own: string, other: string, isIncident: boolean): Pair {
  return isIncident ? { fromId: own, toId: other } : { fromId: other, toId: own };
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
