import { visitRecord } from '@/db/model/records/visit';
import { tlps } from '@/db/model/words';
import { openProgram } from './program';
import { recordContract } from './record-contract';

const talks = { country: 'CN', host: 'AF', title: 'Talks', from: '2026-05-01', to: '2026-05-03' };

recordContract(visitRecord, {
  open: openProgram,
  table: 'visits',
  first: () => talks,
  second: () => ({ ...talks, to: '2026-05-04', city: 'Kabul' }),
  two: () => [talks, { ...talks, title: 'More talks' }],
  bad: { body: { ...talks, from: '2026-05-03', to: '2026-05-01' }, paths: ['to'] },
  search: { q: 'talks china' },
  marked: () => tlps.map((tlp) => ({ ...talks, tlp })),
});
