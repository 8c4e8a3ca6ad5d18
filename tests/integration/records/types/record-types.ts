import { records as ofProgram } from '@/db/model/records/record-types';
import { findingRecord, hookRecord, layoutRecord, noteRecord } from './definitions';

/** The list of record types of a program that also has those of the tests; it replaces db/model/records/record-types.ts. */
export const records = {
  ...ofProgram,
  note: noteRecord,
  layout: layoutRecord,
  hook: hookRecord,
  finding: findingRecord,
};
