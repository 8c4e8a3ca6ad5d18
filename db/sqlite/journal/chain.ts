import { createHash } from 'node:crypto';
import type { changes } from '../schema/journal';

type Row = typeof changes.$inferSelect;

type Recipients = 'recipientsBefore' | 'recipientsAfter';

/** The fields that a row's chain hash covers. The body is covered by its salted digest, so that it can be erased. */
type ChainedFields = Omit<Row, 'body' | 'chain' | Recipients> & Record<Recipients, unknown>;

export function digestOf(salt: string, body: string | null): string {
  return sha256(`${salt}\n${body ?? ''}`);
}

/** The chain hash of a row; `previous` is that of the row before it. */
export function chainOf(previous: string, row: ChainedFields): string {
  // Spelled out, because the order of the fields is part of what is hashed.
  const hashed: ChainedFields = {
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
