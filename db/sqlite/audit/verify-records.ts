import type { Connection } from '../client';
import { createEventCheck } from './check-event';
import { createReferenceCheck } from './check-reference';

/** What of a record is not as its journal has it. */
export type RecordFault = {
  type: 'event' | 'mission' | 'actor' | 'visit';
  /** An event's reference, another record's id. */
  name: string;
  /** `missing`: its row is gone; `unknown`: the journal has no such record. */
  what: 'missing' | 'changed' | 'unknown';
  /** The change that it is not as; null where it is unknown. */
  seq: number | null;
  /** The fields and tables that differ. */
  parts: string[];
};

export type RecordReport = {
  checked: number;
  /** How many records differ; `faults` are the first of them. */
  count: number;
  faults: RecordFault[];
};

/** Named one by one; of the others the number. */
const most = 20;

/**
 * Compares all records with a journal whose chain is whole: events with their columns, the tables beside them and
 * their links; missions, actors and visits. Each page is one snapshot, and little is held at a time, so that it may
 * run beside the server and over a million events. A mission of the register that nobody has edited has no entry: it
 * is compared with its id, which is made of its Wikidata id or of what it is.
 */
export function verifyRecords(connection: Connection): RecordReport {
  const report: RecordReport = { checked: 0, count: 0, faults: [] };
  const note = (fault: RecordFault) => {
    report.count += 1;
    if (report.faults.length < most) report.faults.push(fault);
  };
  for (const check of [createEventCheck(connection, note), createReferenceCheck(connection, note)]) {
    const nextPage = connection.transaction(check.nextPage);
    for (let checked = nextPage(); checked > 0; checked = nextPage()) report.checked += checked;
    check.findStrays();
  }
  return report;
}

export type RecordCheck = {
  /** Checks the next records and answers how many; 0 once there are no more. */
  nextPage(): number;
  /** Finds rows that the journal does not know, and entries without a row. */
  findStrays(): void;
};

export type Note = (fault: RecordFault) => void;
