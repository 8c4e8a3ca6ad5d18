import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@/db/model/errors';
import { type AuditReport, verifyAudit } from '@/db/sqlite/audit/verify-audit';
import type { RecordFault } from '@/db/sqlite/audit/verify-records';
import { databaseIn } from '@/db/sqlite/open';
import { readSettings } from '../env';
import type { CommandOptions } from './copying';

/**
 * `npm run audit:verify`: verifies the journal by its chain and by the heads that were kept, and the records by the
 * journal, whether Chancery runs or not.
 * @throws AppError 'unavailable' with what is wrong, to be shown before leaving with exit code 1.
 */
export async function auditVerify(options: CommandOptions): Promise<void> {
  const { database, heads } = readFiles(options);
  const unread: string[] = [];
  const report = await verifyAudit(
    database,
    linesOf(heads, ({ code }) => unread.push(`The heads in ${heads} cannot be read (${code}): see --heads.`)),
  );
  const faults = [...sayFault(report), ...sayRecords(report), ...sayBadLines(report, heads), ...unread];
  if (faults.length === 0 && report.changes > 0 && report.lastHead === null)
    faults.push(`No head is kept in ${heads}: each start keeps one, so they were taken out, or see --heads.`);
  process.stdout.write(`${sayKey(report)}\n`);
  if (faults.length > 0) throw new AppError('unavailable', faults.join('\n'));
  process.stdout.write(`${saySound(report)}\n`);
}

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
    throw new AppError(
      'unavailable',
      'Use npm run audit:verify, optionally with -- --database FILE --heads FILE.',
    );
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

function sayKey({ publicKey }: AuditReport): string {
  return publicKey === null
    ? 'This database has no key for heads yet: it is made at the next start.'
    : `Heads are signed by the key ${publicKey}: see that it is the one that you noted elsewhere.`;
}

function saySound({ changes, records, heads, lastHead }: AuditReport): string {
  const compared = records ? ` ${records.checked} records are as it has them.` : '';
  const whole = `The journal is whole: ${changes} changes, each as it was written.${compared}`;
  if (!lastHead) return whole;
  return `${whole} ${heads} kept heads agree, the last of change ${lastHead.seq}, kept at ${lastHead.at}.`;
}

function sayFault({ fault, lastHead }: AuditReport): string[] {
  if (!fault) return [];
  const { seq, what, head } = fault;
  if (!head)
    return [`Change ${seq} of the journal is ${what}: up to the one before, all is as it was written.`];
  const by = `the head of change ${head.seq} that was kept at ${head.at}`;
  if (what === 'missing') return [`Change ${seq} of the journal is missing: it ends before ${by}.`];
  const since = lastHead
    ? `what was kept before holds up to change ${lastHead.seq}`
    : 'nothing that was kept before holds';
  return [`Change ${seq} of the journal is ${what} than ${by}: ${since}.`];
}

function sayRecords({ records }: AuditReport): string[] {
  if (!records) return [];
  const { count, faults } = records;
  const more = count - faults.length;
  return [
    ...faults.map(sayRecord),
    ...(more > 0 ? [`${more} more records are not as the journal has them.`] : []),
  ];
}

function sayRecord({ type, name, what, seq, parts }: RecordFault): string {
  const called = type === 'event' ? name : `The ${type} ${name}`;
  if (what === 'unknown') {
    const how = type === 'mission' ? 'added or edited' : 'added';
    return `${called} is in no change of the journal: it was ${how} outside Chancery.`;
  }
  if (what === 'missing')
    return `${called} is missing: change ${seq} of the journal has it, and it was deleted outside Chancery.`;
  return `${called} is not as change ${seq} of the journal has it: ${parts.join(', ')}.`;
}

function sayBadLines({ badLines }: AuditReport, file: string): string[] {
  if (!badLines) return [];
  const { first, what, count } = badLines;
  const more = count === 1 ? '' : ` So are ${count - 1} more lines.`;
  return [
    what === 'no head'
      ? `Line ${first} of ${file} is no head.${more}`
      : `Line ${first} of ${file} is badly signed: not by the key of this database.${more}`,
  ];
}
