import { actorRecord } from '@/db/model/records/actor';
import { openProgram } from './program';
import { recordStoreContract } from './record-contract';

recordStoreContract(actorRecord, {
  open: openProgram,
  table: 'actors',
  first: () => ({ name: 'Jamaat-ul-Ahrar', aliases: ['JuA'] }),
  second: () => ({ name: 'Jamaat-ul-Ahrar', aliases: ['JuA', 'TTP-JA'], type: 'terrorist-group' }),
  search: { q: 'jamaatulahrar' },
  marked: () => [{ name: 'ISKP' }, { name: 'TTP' }],
});
