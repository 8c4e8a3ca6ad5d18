import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from '@/db/model/errors';
import { type AuditReport, verifyAudit } from '@/db/sqlite/audit/verify-audit';
import type { RecordFault } from '@/db/sqlite/audit/verify-records';
import { databaseIn } from '@/db/sqlite/open';
import { withAdvice } from '../advice';
import { readSettings } from '../env';
import type { CommandOptions } from './copying';

/**
 * `npm run audit:verify`: verifies the journal by its hash chain and the signed heads, and the records by the journal.
 * Chancery may be running.
 * @throws AppError with what is wrong
 */
export const auditVerify = withAdvice(async (options: CommandOptions): Promise<void> => {
  const { database, heads } = readFiles(options);
  const unreadable: string[] = [];
  const report = await verifyAudit(
    database,
    linesOf(heads, ({ code }) =>
      unreadable.push(`The heads in ${heads} cannot be read (${code}): see --heads.`),
    ),
  );
  const faults = [
    ...describeFault(report),
    ...describeRecordFaults(report),
    ...describeBadLines(report, heads),
    ...unreadable,
  ];
  if (faults.length === 0 && report.changes > 0 && report.lastHead === null)
    faults.push(
      `${heads} contains no head: each start writes one, so they were removed, or this is the wrong file (see --heads).`,
    );
  process.stdout.write(`${describeKey(report)}\n`);
  if (faults.length > 0) throw failure('audit-faults', { faults: faults.join('\n') });
  process.stdout.write(`${describeIntact(report)}\n`);
});

function readFiles({ args, env, root }: CommandOptions): { database: string; heads: string } {
  const { dataDir, auditHeads } = readSettings(env, root);
  const given = (file: string | undefined) => file && resolve(env.INIT_CWD ?? '', file);
  try {
    const { values } = parseArgs({
      args,
      options: { database: { type: 'string' }, heads: { type: 'string' } },
    });
    return {
      database: given(values.database) || databaseIn(dataDir),
      heads: given(values.heads) || auditHeads,
    };
  } catch {
    throw failure('usage-audit');
  }
}

async function* linesOf(
  file: string,
  onFailure: (error: NodeJS.ErrnoException) => void,
): AsyncGenerator<string> {
  try {
    const handle = await open(file);
    yield* handle.readLines();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    onFailure(error);
  }
}

function describeKey({ publicKey }: AuditReport): string {
  return publicKey === null
    ? 'This database has no key for heads yet: the next start creates it.'
    : `Heads are signed with the key ${publicKey}: compare it with the one that you noted elsewhere.`;
}

function describeIntact({ changes, records, heads, lastHead }: AuditReport): string {
  const compared = records ? ` ${records.checked} records match it.` : '';
  const intact = `The journal is intact: ${changes} changes, each as it was written.${compared}`;
  if (!lastHead) return intact;
  return `${intact} ${heads} heads match, the last one of change ${lastHead.seq}, written at ${lastHead.at}.`;
}

function describeFault({ fault, lastHead }: AuditReport): string[] {
  if (!fault) return [];
  const { seq, what, head } = fault;
  if (!head)
    return [`Change ${seq} of the journal is ${what}: all changes before it are as they were written.`];
  const headName = `the head of change ${head.seq}, written at ${head.at}`;
  if (what === 'missing')
    return [`Change ${seq} of the journal is missing: the journal ends before ${headName}.`];
  const since = lastHead ? `earlier heads match up to change ${lastHead.seq}` : 'no earlier head matches';
  return [`Change ${seq} of the journal does not match ${headName}: ${since}.`];
}

function describeRecordFaults({ records }: AuditReport): string[] {
  if (!records) return [];
  const { count, faults } = records;
  const more = count - faults.length;
  return [
    ...faults.map(describeRecordFault),
    ...(more > 0 ? [`${more} more records do not match the journal.`] : []),
  ];
}

function describeRecordFault({ type, name, what, seq, parts }: RecordFault): string {
  const called = type === 'event' ? name : `The ${type} ${name}`;
  if (what === 'unknown') {
    const how = type === 'mission' ? 'added or edited' : 'added';
    return `${called} is not in the journal: it was ${how} outside Chancery.`;
  }
  if (what === 'missing')
    return `${called} is missing: it is in change ${seq} of the journal, and was deleted outside Chancery.`;
  return `${called} does not match change ${seq} of the journal: ${parts.join(', ')}.`;
}

function describeBadLines({ badLines }: AuditReport, file: string): string[] {
  if (!badLines) return [];
  const { first, what, count } = badLines;
  const more = count === 1 ? '' : ` The same is true of ${count - 1} more lines.`;
  return [
    what === 'no head'
      ? `Line ${first} of ${file} is not a head.${more}`
      : `Line ${first} of ${file} has an invalid signature: it was not signed with the key of this database.${more}`,
  ];
}
