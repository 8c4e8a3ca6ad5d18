import { missionRecord } from '@/db/model/records/mission';
import { openProgram } from './program';
import { recordContract } from './record-contract';

const embassy = { sending: 'KZ', host: 'AF', type: 'embassy', city: 'Kabul' };

recordContract(missionRecord, {
  open: openProgram,
  table: 'missions',
  first: () => embassy,
  second: () => ({ ...embassy, name: 'Chancery', status: 'closed' }),
  two: () => [embassy, { ...embassy, city: 'Herat' }],
  bad: { body: { sending: 'KZ', host: 'AF', type: 'castle', lat: 91 }, paths: ['type', 'lat'] },
  search: { q: 'kazakhstan' },
  marked: () => [embassy, { ...embassy, type: 'consulate' }],
});
