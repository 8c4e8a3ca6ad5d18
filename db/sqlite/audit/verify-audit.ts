import { existsSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { createHeadVerifier } from '../../journal-heads';
import { failure } from '../../model/errors';
import { signedHead } from '../../model/journal/journal-head';
import { isChanceryDatabase } from '../backup/verify-copy';
import { type Connection, createDb, openReader } from '../client';
import { toOpenError } from '../database-errors';
import { createJournal } from '../journal/journal';
import { meta } from '../schema/reference';
import { parseJson } from './parse-json';
import { createHeadCheck, type JournalFault, verifyJournal } from './verify-journal';
import { type RecordReport, verifyRecords } from './verify-records';

/** A head from the file of heads. */
type RecordedHead = { seq: number; at: string };

export type AuditReport = {
  /** The number of changes in the journal. */
  changes: number;
  /** The first faulty row of the journal, and the head that reveals it if the chain alone does not. */
  fault: (JournalFault & { head: RecordedHead | null }) | null;
  /** The comparison of the records with the journal; null if the journal has a fault. */
  records: RecordReport | null;
  /** The number of recorded heads that agree with the journal. */
  heads: number;
  /** The last head that agrees and lies before the fault; null if there is none. */
  lastHead: RecordedHead | null;
  /** Lines of the file of heads that are not heads or not signed by this database; `what` is that of the first. */
  badLines: { first: number; what: 'no head' | 'badly signed'; count: number } | null;
  /** The public half of the signing key; null if the database is from before heads were introduced. */
  publicKey: string | null;
};

/**
 * Verifies the journal by its chain and by heads that were recorded outside the database (one per line), and the
 * records by the journal. It only reads, so Chancery may be running.
 * @throws AppError if the file cannot be read as a database of Chancery
 */
export async function verifyAudit(file: string, lines: AsyncIterable<string>): Promise<AuditReport> {
  if (!existsSync(file)) throw failure('file-missing', { file });
  try {
    const connection = openReader(file);
    try {
      if (!isChanceryDatabase(connection)) throw failure('file-not-ours', { file });
      return await verifyWith(connection, lines);
    } finally {
      connection.close();
    }
  } catch (error) {
    throw toOpenError(file, error);
  }
}

async function verifyWith(connection: Connection, lines: AsyncIterable<string>): Promise<AuditReport> {
  const db = createDb(connection);
  const chainFault = verifyJournal(connection);
  // Heads are compared after the chain: a head that is recorded meanwhile is then in the journal.
  const compareHead = createHeadCheck(connection);
  const verifier = createVerifier(db.select().from(meta).where(eq(meta.key, 'audit key')).get()?.value);
  let fault: AuditReport['fault'] = chainFault && { ...chainFault, head: null };
  let badLines: AuditReport['badLines'] = null;
  let lastHead: AuditReport['lastHead'] = null;
  let heads = 0;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    const head = signedHead.safeParse(parseJson(line)).data;
    if (!head || !verifier?.isSigned(head)) {
      badLines ??= { first: number, what: head ? 'badly signed' : 'no head', count: 0 };
      badLines.count += 1;
      continue;
    }
    const { seq, at } = head;
    const found = compareHead(head);
    if (found) {
      if (!fault || found.seq < fault.seq) fault = { ...found, head: { seq, at } };
      continue;
    }
    heads += 1;
    if (!fault?.head) lastHead = { seq, at };
  }
  if (fault && lastHead && lastHead.seq >= fault.seq) lastHead = null;
  const changes = createJournal(db).head().seq;
  const records = fault ? null : verifyRecords(connection);
  return { changes, fault, records, heads, lastHead, badLines, publicKey: verifier?.publicKey ?? null };
}

/** Null if there is no valid key. */
function createVerifier(key: string | undefined) {
  try {
    return key === undefined ? null : createHeadVerifier(key);
  } catch {
    return null;
  }
}
