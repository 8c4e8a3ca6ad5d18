import { createHash } from 'node:crypto';
import type { changes } from '../schema/journal';

type Row = typeof changes.$inferSelect;

type Recipients = 'recipientsBefore' | 'recipientsAfter';

/** What of a row goes into its chain: the body by its salted digest, so that it can be erased by order. */
type Link = Omit<Row, 'body' | 'chain' | Recipients> & Record<Recipients, unknown>;

export function digestOf(salt: string, body: string | null): string {
  return sha256(`${salt}\n${body ?? ''}`);
}

/** The chain hash of a row, by that of the row before it. */
export function chainOf(before: string, link: Link): string {
  // Written out, because the order of the names is part of what is hashed.
  const hashed: Link = {
    seq: link.seq,
    type: link.type,
    recordId: link.recordId,
    version: link.version,
    at: link.at,
    by: link.by,
    reason: link.reason,
    createdBy: link.createdBy,
    tlpBefore: link.tlpBefore,
    tlpAfter: link.tlpAfter,
    recipientsBefore: link.recipientsBefore,
    recipientsAfter: link.recipientsAfter,
    salt: link.salt,
    digest: link.digest,
  };
  return sha256(`${before}\n${JSON.stringify(hashed)}`);
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
