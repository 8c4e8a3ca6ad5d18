import { type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../model/principal';
import { tlpRank } from '../model/words';
import { events, recipients } from './schema-events';
import { visits } from './schema-reference';

const red = tlpRank('red');

type Who = Pick<Principal, 'id' | 'clearance'>;

/** The highest marking that a clearance alone opens: red goes by name. */
export function clearedRank(who: Who): number {
  return Math.min(tlpRank(who.clearance), red - 1);
}

/** The SQL twin of `visible` in db/model/visible.ts, over a row of `events`. */
export function visibleSql(who: Who): SQL {
  return sql`(${events.tlp} <= ${clearedRank(who)} or (${events.tlp} = ${red} and exists (
    select 1 from ${recipients} where ${recipients.principalId} = ${who.id} and ${recipients.eventN} = ${events.n})))`;
}

/** The same over a row of `visits`, which name no recipients. */
export function visitVisibleSql(who: Who): SQL {
  return sql`(${visits.tlp} <= ${clearedRank(who)} or (${visits.tlp} = ${red} and ${visits.createdBy} = ${who.id}))`;
}
