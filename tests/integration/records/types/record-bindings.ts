import { recordBindings as ofProgram } from '@/db/sqlite/records/record-bindings';
import { findingBinding, hookBinding, layoutBinding, noteBinding } from './bindings';

/** The bindings of such a program; it replaces db/sqlite/records/record-bindings.ts. */
export const recordBindings = {
  ...ofProgram,
  note: noteBinding,
  layout: layoutBinding,
  hook: hookBinding,
  finding: findingBinding,
};
