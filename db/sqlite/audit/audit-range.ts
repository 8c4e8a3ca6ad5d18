import { and, asc, desc, eq, gte, isNotNull, isNull, lt, ne, not, type SQL, sql } from 'drizzle-orm';
import { accessActs } from '../../model/words';
import type { AuditQuery } from '../../store-accounts';
import type { Db } from '../client';
import { createJournal } from '../journal/journal';
import { changes } from '../schema/journal';

/** Changes scanned for a page; a page with few matches may end before it is full. */
const maxScanned = 50_000;

/** From `from`, inclusive, to `before`, exclusive. The next page ends before `nextBefore`; null for the last page. */
export type AuditRange = { before: number; from: number; nextBefore: number | null };

/**
 * Finds the range of the journal in which to look for a page of the audit; null if it is empty. Dates are looked up by
 * `at`, which follows the order of the journal (in rows of format 1, unless the clock was set back).
 */
export function createAuditRange(db: Db): (query: AuditQuery) => AuditRange | null {
  const journal = createJournal(db);
  const lastBefore = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(lt(changes.at, sql.placeholder('at')))
    .orderBy(desc(changes.at), desc(changes.seq))
    .limit(1)
    .prepare();
  const firstFrom = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(gte(changes.at, sql.placeholder('at')))
    .orderBy(asc(changes.at), asc(changes.seq))
    .limit(1)
    .prepare();

  return ({ after, by, what, from, to }) => {
    const newest = to === undefined ? journal.head() : lastBefore.get({ at: to });
    const oldest = from === undefined ? { seq: 1 } : firstFrom.get({ at: from });
    if (!newest || !oldest) return null;
    const before = Math.min(after ?? Number.MAX_SAFE_INTEGER, newest.seq + 1);
    const isRare = by !== undefined || what !== undefined;
    const lowest = isRare ? Math.max(oldest.seq, before - maxScanned) : oldest.seq;
    return before <= oldest.seq
      ? null
      : { before, from: lowest, nextBefore: lowest > oldest.seq ? lowest : null };
  };
}

export function auditWhere({ type, by, what }: AuditQuery, range: AuditRange): SQL | undefined {
  return and(
    lt(changes.seq, range.before),
    gte(changes.seq, range.from),
    by === undefined ? undefined : eq(changes.by, by),
    what === undefined ? ofType(type) : ofAct(what),
  );
}

function ofType(type: AuditQuery['type']): SQL | undefined {
  return type === 'account' ? sql`${changes.type} = 'account'` : undefined;
}

function ofAct(what: NonNullable<AuditQuery['what']>): SQL | undefined {
  const isRecord = ne(changes.type, 'account');
  // The SQL equivalent of `actOf` in db/rules/versions.ts.
  const isRestored = and(eq(changes.type, 'event'), isNull(changes.tlpBefore)) ?? sql`0`;
  const isPlain = sql`(${changes.operation} is null or ${changes.operation} not in ('confirm', 'revert'))`;
  const isLater = and(isRecord, isNotNull(changes.tlpAfter), ne(changes.version, 1), isPlain);
  switch (what) {
    case 'logged':
      return and(isRecord, isNotNull(changes.tlpAfter), eq(changes.version, 1));
    case 'changed':
      return and(isLater, not(isRestored));
    case 'restored':
      return and(isLater, isRestored);
    case 'deleted':
      return and(isRecord, isNull(changes.tlpAfter), isPlain);
    case 'confirmed':
      return sql`${changes.operation} = 'confirm'`;
    case 'reverted':
      return sql`${changes.operation} = 'revert'`;
    default:
      return accessActs.some((act) => act === what)
        ? and(sql`${changes.type} = 'account'`, eq(changes.reason, what))
        : sql`0`;
  }
}
