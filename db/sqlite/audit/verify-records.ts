import type { RecordType } from '../../model/records/record-types';
import type { Connection } from '../client';
import { createEventCheck } from './check-event';
import { createRecordsCheck } from './check-records';

/** A difference between a record and the journal. */
export type RecordFault = {
  type: 'event' | RecordType;
  /** The reference of an event, or the id of another record. */
  name: string;
  /** `missing`: the record has no row; `unknown`: the journal has no such record. */
  what: 'missing' | 'changed' | 'unknown';
  /** The last change of the record in the journal; null if it is unknown. */
  seq: number | null;
  /** The fields and tables that differ. */
  parts: string[];
};

export type RecordReport = {
  checked: number;
  /** The number of records that differ; `faults` lists the first of them. */
  count: number;
  faults: RecordFault[];
};

const maxListedFaults = 20;

/**
 * Compares all records with a journal whose chain is intact: events with their columns, the tables beside them and
 * their links; and the records of every other type. Each page is read in one snapshot and little is kept in memory, so this
 * can run beside the server and over a million events. A seeded mission that nobody has edited is not in the journal;
 * it is checked against its id, which is derived from its fields.
 */
export function verifyRecords(connection: Connection): RecordReport {
  const report: RecordReport = { checked: 0, count: 0, faults: [] };
  const reportFault = (fault: RecordFault) => {
    report.count += 1;
    if (report.faults.length < maxListedFaults) report.faults.push(fault);
  };
  for (const check of [
    createEventCheck(connection, reportFault),
    createRecordsCheck(connection, reportFault),
  ]) {
    const nextPage = connection.transaction(check.nextPage);
    for (let checked = nextPage(); checked > 0; checked = nextPage()) report.checked += checked;
    check.findOrphans();
  }
  return report;
}

export type RecordCheck = {
  /** Checks the next records and returns how many; 0 once there are no more. */
  nextPage(): number;
  /** Finds rows without an entry in the journal, and entries without a row. */
  findOrphans(): void;
};

export type ReportFault = (fault: RecordFault) => void;
