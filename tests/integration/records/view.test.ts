import { viewRecord } from '@/db/model/records/view';
import { openProgram } from './program';
import { recordContract } from './record-contract';

const night = { name: 'Night watch', query: 'targeted=RU,PK&severity=extreme,severe&sort=at', shared: true };
const layout = { map: false, timeline: true, density: 'compact' };

recordContract(viewRecord, {
  open: openProgram,
  table: 'views',
  first: () => night,
  second: () => ({ ...night, query: 'status=current', layout }),
  two: () => [night, { ...night, name: 'Day' }],
  bad: {
    body: { ...night, name: ' ', layout: { ...layout, density: 'narrow' } },
    paths: ['name', 'layout.density'],
  },
  marked: () => [night, { ...night, shared: false }],
});
