import { tlps } from '@/db/model/words';
import { people } from '../store/records';
import { openBuiltProgram } from './program';
import { recordContract } from './record-contract';
import { createTables } from './types/create-tables';
import { findingRecord, hookRecord, layoutRecord, noteRecord } from './types/definitions';

/** A program to whose lists record types were added, as in CONTRIBUTING.md: one for each marking. */
const program = { open: openBuiltProgram, prepare: createTables };

recordContract(noteRecord, {
  ...program,
  table: 'notes',
  first: (eventId) => ({ eventId, text: 'Guards doubled' }),
  second: (eventId) => ({ eventId, text: 'Guards doubled at noon' }),
  two: (eventId) => ['One', 'Two'].map((text) => ({ eventId, text })),
  bad: { body: { eventId: 'nonsense', text: '' }, paths: ['eventId', 'text'] },
  search: { q: 'guards' },
  marked: (events) => events.map(({ id: eventId }) => ({ eventId, text: 'Guards doubled' })),
});

recordContract(layoutRecord, {
  ...program,
  table: 'layouts',
  first: () => ({ name: 'Night shift' }),
  second: () => ({ name: 'Night shift', shared: true }),
  two: () => [{ name: 'One' }, { name: 'Two' }],
  bad: { body: { name: '', shared: 1 }, paths: ['name', 'shared'] },
  marked: () => [{ name: 'Mine' }, { name: 'Ours', shared: true }],
});

recordContract(hookRecord, {
  ...program,
  table: 'hooks',
  first: () => ({ url: 'https://desk.example.org' }),
  second: () => ({ url: 'https://desk.example.org/new' }),
  two: () => [{ url: 'https://one.example.org' }, { url: 'https://two.example.org' }],
  bad: { body: {}, paths: ['url'] },
  marked: () => [{ url: 'https://one.example.org' }, { url: 'https://two.example.org' }],
});

recordContract(findingRecord, {
  ...program,
  table: 'findings',
  first: (event) => ({ text: 'One cell', tlp: 'clear', evidence: [event] }),
  second: (event) => ({ text: 'Two cells', tlp: 'green', evidence: [event] }),
  two: () => [{ text: 'One' }, { text: 'Two' }],
  bad: { body: { text: '', tlp: 'pink' }, paths: ['text', 'tlp'] },
  search: { q: 'cell' },
  marked: () => [
    ...tlps.map((tlp) => ({ text: 'Cell', tlp })),
    { text: 'Cell', tlp: 'red', recipients: [people[0]?.id] },
  ],
  naming: (basis) => ({
    shown: { text: 'It follows', tlp: 'clear', basis },
    hidden: { text: 'It follows', tlp: 'red', basis },
  }),
});
