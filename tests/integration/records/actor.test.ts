import { actorRecord } from '@/db/model/records/actor';
import { openProgram } from './program';
import { recordContract } from './record-contract';

recordContract(actorRecord, {
  open: openProgram,
  table: 'actors',
  first: () => ({ name: 'Jamaat-ul-Ahrar', aliases: ['JuA'] }),
  second: () => ({ name: 'Jamaat-ul-Ahrar', aliases: ['JuA', 'TTP-JA'], type: 'terrorist-group' }),
  two: () => [{ name: 'ISKP' }, { name: 'TTP' }],
  bad: { body: { aliases: [''], type: 'club' }, paths: ['name', 'aliases.0', 'type'] },
  search: { q: 'jamaatulahrar' },
  marked: () => [{ name: 'ISKP' }, { name: 'TTP' }],
});
