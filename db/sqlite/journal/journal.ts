import { randomBytes } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { tlpRank, tlps } from '../../model/words';
import type { ChangeMarking } from '../../rules/journal-entry';
import type { JournalRecord, Position } from '../../store';
import type { Db } from '../client';
import { changes } from '../schema/journal';
import { chainOf, digestOf } from './chain';

/** `before` is null for a new record, `after` and `body` for a deleted one. */
export type Change = {
  type: (typeof changes.$inferSelect)['type'];
  recordId: string;
  version: number;
  at: number;
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
 * follows the order of commits. `chain` hashes each row with the one before it. It covers the body by a salted
 * digest, so that a body can be erased by order without breaking the chain.
 */
export function createJournal(db: Db) {
  const headRow = db
    .select({ seq: changes.seq, chain: changes.chain })
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
      at: changes.at,
      type: changes.type,
      id: changes.recordId,
      version: changes.version,
      createdBy: changes.createdBy,
      tlpBefore: changes.tlpBefore,
      tlpAfter: changes.tlpAfter,
      recipientsBefore: changes.recipientsBefore,
      recipientsAfter: changes.recipientsAfter,
    })
    .from(changes)
    .where(sql`${changes.seq} > ${sql.placeholder('after')}`)
    .orderBy(changes.seq)
    .limit(sql.placeholder('limit'))
    .prepare();

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
    })
    .prepare();

  function head(): Position {
    return headRow.get() ?? startPosition;
  }

  function append(change: Change): void {
    const { seq: lastSeq, chain } = head();
    const salt = randomBytes(16).toString('hex');
    const row = {
      seq: lastSeq + 1,
      type: change.type,
      recordId: change.recordId,
      version: change.version,
      at: change.at,
      by: change.by.id,
      reason: change.reason,
      createdBy: change.createdBy,
      tlpBefore: change.before && tlpRank(change.before.tlp),
      tlpAfter: change.after && tlpRank(change.after.tlp),
      recipientsBefore: change.before?.recipients ?? [],
      recipientsAfter: change.after?.recipients ?? [],
      salt,
      digest: digestOf(salt, change.body),
    };
    insert.run({ ...row, body: change.body, chain: chainOf(chain, row) });
  }

  function read(
    after: number,
    limit: number,
  ): { to: Position; records: ChangedRecord[]; oldest: number | null } {
    const rows = range.all({ after, limit });
    const lastRow = rows.at(-1);
    if (!lastRow) return { to: { seq: after, chain: chainAt(after) ?? '' }, records: [], oldest: null };
    const records = new Map<string, ChangedRecord>();
    for (const row of rows) {
      if (row.type === 'account') continue;
      const key = `${row.type} ${row.id}`;
      const markings = [
        ...(records.get(key)?.markings ?? []),
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
      });
    }
    const oldest = rows[0]?.at ?? null;
    return { to: { seq: lastRow.seq, chain: lastRow.chain }, records: [...records.values()], oldest };
  }

  function chainAt(seq: number): string | null {
    if (seq === 0) return startPosition.chain;
    return chainRow.get({ seq })?.chain ?? null;
  }

  /** Does this journal contain the position? A backup that was restored over the database may not. */
  function isContinuationOf({ seq, chain }: Position): boolean {
    return chainAt(seq) === chain;
  }

  return { head, append, read, chainAt, isContinuationOf };
}

export type JournalTable = ReturnType<typeof createJournal>;

function toMarkings(rank: number | null, recipients: string[]): ChangeMarking[] {
  const tlp = rank === null ? undefined : tlps[rank];
  return tlp ? [{ tlp, recipients }] : [];
}
