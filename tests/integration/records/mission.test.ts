import { missionRecord } from '@/db/model/records/mission';
import { openProgram } from './program';
import { recordStoreContract } from './record-contract';

const embassy = { sending: 'KZ', host: 'AF', type: 'embassy', city: 'Kabul' };

recordStoreContract(missionRecord, {
  open: openProgram,
  table: 'missions',
  first: () => embassy,
  second: () => ({ ...embassy, name: 'Chancery', status: 'closed' }),
  search: { q: 'kazakhstan' },
  marked: () => [embassy, { ...embassy, type: 'consulate' }],
});
