import { handoverRecord, handoverTlps } from '@/db/model/records/handover';
import { openProgram } from './program';
import { recordContract } from './record-contract';

const night = {
  from: '2026-11-29T20:00:00.000Z',
  to: '2026-11-30T04:00:00.000Z',
  note: 'Quiet.',
  actions: [{ text: 'Call the consulate', doneAt: null }],
};

recordContract(handoverRecord, {
  open: openProgram,
  table: 'handovers',
  first: () => night,
  second: () => ({ ...night, note: 'Quiet, but for one call.' }),
  two: () => [night, { ...night, note: 'Again' }],
  bad: {
    body: { ...night, to: night.from, tlp: 'red', actions: [{ text: ' ' }] },
    paths: ['actions.0.text', 'tlp'],
  },
  marked: () => handoverTlps.map((tlp) => ({ ...night, tlp })),
});
