import { randomBytes } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { OperationKind } from '../../model/journal/change';
import { type JournalType, journalTypes } from '../../model/records/journal-types';
import { type Tlp, tlpRank, tlps } from '../../model/words';
import { bulkFrom } from '../../rules/bulk';
import type { ChangeMarking } from '../../rules/journal-entry';
import type { JournalRecord, Position } from '../../store';
import type { Db } from '../client';
import { changes } from '../schema/journal';
import { currentFormat, digestOf, entryDigestOf, nextChain } from './chain';

/** A command that changes many records; each of its changes bears its id. */
export type Operation = { id: string; kind: OperationKind };

/**
 * `at` is the time of the clock (ms), `activityAt` that of an event. `before` is null for a new record, `after` and
 * `body` for a deleted one.
 */
export type Change = {
  type: JournalType;
  recordId: string;
  version: number;
  at: number;
  activityAt?: number;
  by: Pick<Principal, 'id'>;
  reason: string | null;
  createdBy: string;
  body: string | null;
  before: ChangeMarking | null;
  after: ChangeMarking | null;
};

/** A record of the journal before today's rights are added. */
export type ChangedRecord = Omit<JournalRecord, 'eventId' | 'role'>;

const startPosition: Position = { seq: 0, chain: '' };

/**
 * The append-only journal. A row is written in the transaction that changes the record, so `seq` has no gap and
 * follows the order of commits; `at` never goes back. `chain` hashes each row with the one before it. It covers the
 * body by a salted digest, so that a body can be erased by order without breaking the chain.
 */
export function createJournal(db: Db) {
  const headRow = db
    .select({ seq: changes.seq, chain: changes.chain, at: changes.at })
    .from(changes)
    .orderBy(desc(changes.seq))
    .limit(1)
    .prepare();
  const chainRow = db
    .select({ chain: changes.chain })
    .from(changes)
    .where(eq(changes.seq, sql.placeholder('seq')))
    .prepare();
  const range = db
    .select({
      seq: changes.seq,
      chain: changes.chain,
      at: sql<number>`coalesce(${changes.clockAt}, ${changes.at})`,
      type: changes.type,
      id: changes.recordId,
      version: changes.version,
      createdBy: changes.createdBy,
      tlpBefore: changes.tlpBefore,
      tlpAfter: changes.tlpAfter,
      recipientsBefore: changes.recipientsBefore,
      recipientsAfter: changes.recipientsAfter,
      operation: changes.operation,
      operationId: changes.operationId,
    })
    .from(changes)
    .where(sql`${changes.seq} > ${sql.placeholder('after')}`)
    .orderBy(changes.seq)
    .limit(sql.placeholder('limit'))
    .prepare();

  // Of the first 2,000 changes: each range of a large operation asks.
  const operationMarkings = db.$client.prepare<[string | null], { tlp: number; count: number }>(
    `select tlp, count(*) count from (
      select tlp_after tlp from changes where operation_id = ? and type = 'event' limit 2000
    ) where tlp is not null group by tlp`,
  );

  const slot = sql.placeholder;
  const insert = db
    .insert(changes)
    .values({
      seq: slot('seq'),
      type: slot('type'),
      recordId: slot('recordId'),
      version: slot('version'),
      at: slot('at'),
      by: slot('by'),
      reason: slot('reason'),
      body: slot('body'),
      createdBy: slot('createdBy'),
      tlpBefore: slot('tlpBefore'),
      tlpAfter: slot('tlpAfter'),
      recipientsBefore: slot('recipientsBefore'),
      recipientsAfter: slot('recipientsAfter'),
      salt: slot('salt'),
      digest: slot('digest'),
      chain: slot('chain'),
      format: slot('format'),
      clockAt: slot('clockAt'),
      activityAt: slot('activityAt'),
      operation: slot('operation'),
      operationId: slot('operationId'),
    })
    .prepare();
  let current: Operation | null = null;

  function head(): Position {
    const { seq, chain } = headRow.get() ?? startPosition;
    return { seq, chain };
  }

  /** Runs a part of a command whose changes belong to the operation. */
  function inOperation<T>(operation: Operation, work: () => T): T {
    current = operation;
    try {
      return work();
    } finally {
      current = null;
    }
  }

  function append(change: Change): void {
    // The last guard against a row that no reader knows.
    if (!journalTypes.includes(change.type)) throw new Error(`The journal has no type ${change.type}`);
    const salt = randomBytes(16).toString('hex');
    const entry = {
      type: change.type,
      recordId: change.recordId,
      version: change.version,
      by: change.by.id,
      reason: change.reason,
      createdBy: change.createdBy,
      tlpBefore: change.before && tlpRank(change.before.tlp),
      tlpAfter: change.after && tlpRank(change.after.tlp),
      recipientsBefore: change.before?.recipients ?? [],
      recipientsAfter: change.after?.recipients ?? [],
      salt,
      digest: digestOf(salt, change.body),
      format: currentFormat,
      clockAt: change.at,
      activityAt: change.activityAt ?? null,
      operation: current?.kind ?? null,
      operationId: current?.id ?? null,
    };
    const entryDigest = entryDigestOf(entry);
    const last = headRow.get() ?? { ...startPosition, at: 0 };
    const [seq, at] = [last.seq + 1, Math.max(last.at, change.at)];
    const chain = nextChain(last.chain, seq, at, entryDigest);
    insert.run({ ...entry, seq, at, chain, body: change.body });
  }

  function read(
    after: number,
    limit: number,
  ): { to: Position; records: ChangedRecord[]; oldest: number | null } {
    const rows = range.all({ after, limit });
    const lastRow = rows.at(-1);
    if (!lastRow) return { to: { seq: after, chain: chainAt(after) ?? '' }, records: [], oldest: null };
    const records = new Map<string, Omit<ChangedRecord, 'bulkFrom'>>();
    for (const row of rows) {
      if (row.type === 'account') continue;
      const key = `${row.type} ${row.id}`;
      const earlier = records.get(key);
      const isOfOne = earlier === undefined || earlier.operationId === row.operationId;
      const markings = [
        ...(earlier?.markings ?? []),
        ...toMarkings(row.tlpBefore, row.recipientsBefore),
        ...toMarkings(row.tlpAfter, row.recipientsAfter),
      ];
      records.delete(key);
      records.set(key, {
        type: row.type,
        id: row.id,
        version: row.version,
        createdBy: row.createdBy,
        markings,
        operation: isOfOne ? row.operation : null,
        operationId: isOfOne ? row.operationId : null,
      });
    }
    const oldest = rows[0]?.at ?? null;
    return {
      to: { seq: lastRow.seq, chain: lastRow.chain },
      records: withBulk([...records.values()]),
      oldest,
    };
  }

  function withBulk(records: readonly Omit<ChangedRecord, 'bulkFrom'>[]): ChangedRecord[] {
    const known = new Map<string | null, Tlp | null>();
    return records.map((record) => {
      const { operation, operationId } = record;
      const markings = () =>
        operationMarkings.all(operationId).map(({ tlp, count }) => ({ tlp: tlps[tlp] ?? 'red', count }));
      if (!known.has(operationId)) known.set(operationId, bulkFrom(operation, markings));
      return { ...record, bulkFrom: known.get(operationId) ?? null };
    });
  }

  function chainAt(seq: number): string | null {
    if (seq === 0) return startPosition.chain;
    return chainRow.get({ seq })?.chain ?? null;
  }

  /** Does this journal contain the position? A backup that was restored over the database may not. */
  function isContinuationOf({ seq, chain }: Position): boolean {
    return chainAt(seq) === chain;
  }

  return { head, append, inOperation, read, chainAt, isContinuationOf };
}

export type JournalTable = ReturnType<typeof createJournal>;

function toMarkings(rank: number | null, recipients: string[]): ChangeMarking[] {
  const tlp = rank === null ? undefined : tlps[rank];
  return tlp ? [{ tlp, recipients }] : [];
}
