import { createHash } from 'node:crypto';
import type { changes } from '../schema/journal';

type Row = typeof changes.$inferSelect;

type Recipients = 'recipientsBefore' | 'recipientsAfter';

/** The fields that a row's chain hash covers. The body is covered by its salted digest, so that it can be erased. */
export type ChainedFields = Omit<Row, 'body' | 'chain' | Recipients> & Record<Recipients, unknown>;

/** The fields of a new row that are known before it has a place in the journal. */
export type EntryFields = Omit<ChainedFields, 'seq' | 'at'>;

/** The format of new rows. */
export const currentFormat = 2;

export function digestOf(salt: string, body: string | null): string {
  return sha256(`${salt}\n${body ?? ''}`);
}

/** The digest of all fields of a row but its place in the journal, so that it is computed before the row is appended. */
export function entryDigestOf(row: EntryFields): string {
  // Spelled out, because the order of the fields is part of what is hashed.
  const hashed: EntryFields = {
    format: row.format,
    type: row.type,
    recordId: row.recordId,
    version: row.version,
    clockAt: row.clockAt,
    activityAt: row.activityAt,
    by: row.by,
    reason: row.reason,
    createdBy: row.createdBy,
    tlpBefore: row.tlpBefore,
    tlpAfter: row.tlpAfter,
    recipientsBefore: row.recipientsBefore,
    recipientsAfter: row.recipientsAfter,
    operation: row.operation,
    operationId: row.operationId,
    salt: row.salt,
    digest: row.digest,
  };
  return sha256(JSON.stringify(hashed));
}

/** The chain hash of a new row; `previous` is that of the row before it. Any database with SHA-256 can compute it. */
export function nextChain(previous: string, seq: number, at: number, entryDigest: string): string {
  return sha256(`${previous}\n${seq}\n${at}\n${entryDigest}`);
}

/** The chain hash of a row by its format; null if no version of the program wrote such a row. */
export function chainOf(previous: string, row: ChainedFields): string | null {
  if (row.format === currentFormat) return nextChain(previous, row.seq, row.at, entryDigestOf(row));
  return row.format === 1 && isWithoutLaterFields(row) ? firstFormatChain(previous, row) : null;
}

/** The hash of format 1 does not cover these fields. */
function isWithoutLaterFields({ clockAt, activityAt, operation, operationId }: ChainedFields): boolean {
  return clockAt === null && activityAt === null && operation === null && operationId === null;
}

function firstFormatChain(previous: string, row: ChainedFields): string {
  const hashed: Omit<ChainedFields, 'format' | 'clockAt' | 'activityAt' | 'operation' | 'operationId'> = {
    seq: row.seq,
    type: row.type,
    recordId: row.recordId,
    version: row.version,
    at: row.at,
    by: row.by,
    reason: row.reason,
    createdBy: row.createdBy,
    tlpBefore: row.tlpBefore,
    tlpAfter: row.tlpAfter,
    recipientsBefore: row.recipientsBefore,
    recipientsAfter: row.recipientsAfter,
    salt: row.salt,
    digest: row.digest,
  };
  return sha256(`${previous}\n${JSON.stringify(hashed)}`);
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
