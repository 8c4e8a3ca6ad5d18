import { tlps } from '@/db/model/words';
import { people } from '../store/records';
import { buildProgram } from './program';
import { recordStoreContract } from './record-contract';
import { createTables } from './types/create-tables';
import { findingRecord, hookRecord, layoutRecord, noteRecord } from './types/definitions';

/** A program to whose lists record types were added, as in CONTRIBUTING.md: one for each marking. */
const program = { open: buildProgram, prepare: createTables };

recordStoreContract(noteRecord, {
  ...program,
  table: 'notes',
  first: (eventId) => ({ eventId, text: 'Guards doubled' }),
  second: (eventId) => ({ eventId, text: 'Guards doubled at noon' }),
  search: { q: 'guards' },
  marked: (events) => events.map(({ id: eventId }) => ({ eventId, text: 'Guards doubled' })),
});

recordStoreContract(layoutRecord, {
  ...program,
  table: 'layouts',
  first: () => ({ name: 'Night shift' }),
  second: () => ({ name: 'Night shift', shared: true }),
  marked: () => [{ name: 'Mine' }, { name: 'Ours', shared: true }],
});

recordStoreContract(hookRecord, {
  ...program,
  table: 'hooks',
  first: () => ({ url: 'https://desk.example.org' }),
  second: () => ({ url: 'https://desk.example.org/new' }),
  marked: () => [{ url: 'https://one.example.org' }, { url: 'https://two.example.org' }],
});

recordStoreContract(findingRecord, {
  ...program,
  table: 'findings',
  first: (event) => ({ text: 'One cell', tlp: 'clear', evidence: [event] }),
  second: (event) => ({ text: 'Two cells', tlp: 'green', evidence: [event] }),
  search: { q: 'cell' },
  marked: () => [
    ...tlps.map((tlp) => ({ text: 'Cell', tlp })),
    { text: 'Cell', tlp: 'red', recipients: [people[0]?.id] },
  ],
});
