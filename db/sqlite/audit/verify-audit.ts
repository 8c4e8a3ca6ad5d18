import { existsSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { createSignatureCheck } from '../../journal-heads';
import { AppError } from '../../model/errors';
import { signedHead } from '../../model/journal/journal-head';
import { isChancery } from '../backup/verify';
import { type Connection, openReader, over } from '../client';
import { unopenable } from '../failures';
import { createJournal } from '../journal/journal';
import { meta } from '../schema/reference';
import { createHeadCheck, type JournalFault, verifyJournal } from './verify-journal';
import { type RecordReport, verifyRecords } from './verify-records';

type KeptHead = { seq: number; at: string };

export type AuditReport = {
  /** How many changes the journal holds. */
  changes: number;
  /** Its first bad row, and the head that shows it where the chain alone does not. */
  fault: (JournalFault & { head: KeptHead | null }) | null;
  /** The records as compared with the journal; null where it has a fault itself. */
  records: RecordReport | null;
  /** How many heads agree. */
  heads: number;
  /** The last head that vouches for what lies before the fault: of those kept later none does. */
  lastHead: KeptHead | null;
  /** Lines of the file of heads that are none, or that this database did not sign; the first is named. */
  badLines: { first: number; what: 'no head' | 'badly signed'; count: number } | null;
  /** The public half of the key that signs; null in a database of before heads were kept. */
  publicKey: string | null;
};

/**
 * Verifies the journal of a database by its chain and by heads that were kept outside, a line each, and the records
 * by the journal. It only reads, so Chancery may run meanwhile.
 * @throws AppError 'unavailable' where the file cannot be read as a database of Chancery.
 */
export async function verifyAudit(file: string, lines: AsyncIterable<string>): Promise<AuditReport> {
  if (!existsSync(file)) throw new AppError('unavailable', `The file ${file} does not exist.`);
  try {
    const connection = openReader(file);
    try {
      if (!isChancery(connection))
        throw new AppError('unavailable', `The file ${file} is not a database of Chancery.`);
      return await verifyWith(connection, lines);
    } finally {
      connection.close();
    }
  } catch (error) {
    throw unopenable(file, error);
  }
}

async function verifyWith(connection: Connection, lines: AsyncIterable<string>): Promise<AuditReport> {
  const db = over(connection);
  const broken = verifyJournal(connection);
  // The heads after the chain: what Chancery keeps meanwhile is in the journal by now.
  const compare = createHeadCheck(connection);
  const signer = signerOf(db.select().from(meta).where(eq(meta.key, 'audit key')).get()?.value);
  let fault: AuditReport['fault'] = broken && { ...broken, head: null };
  let badLines: AuditReport['badLines'] = null;
  let lastHead: AuditReport['lastHead'] = null;
  let heads = 0;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    const head = signedHead.safeParse(parsed(line)).data;
    if (!head || !signer?.isSigned(head)) {
      badLines ??= { first: number, what: head ? 'badly signed' : 'no head', count: 0 };
      badLines.count += 1;
      continue;
    }
    const { seq, at } = head;
    const found = compare(head);
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
  return { changes, fault, records, heads, lastHead, badLines, publicKey: signer?.publicKey ?? null };
}

/** Null where there is no key, or what stands in its place is none. */
function signerOf(key: string | undefined) {
  try {
    return key === undefined ? null : createSignatureCheck(key);
  } catch {
    return null;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
