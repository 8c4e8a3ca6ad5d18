import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../model/principal';
import { tlpRank } from '../model/words';
import { events, recipients } from './schema-events';
import { visits } from './schema-reference';

const red = tlpRank('red');

type Who = Pick<Principal, 'id' | 'clearance'>;

/** The highest marking that a clearance alone opens: red goes by name. */
function clearedRank(who: Who): number {
  return Math.min(tlpRank(who.clearance), red - 1);
}

/** The SQL twin of `visible` in db/model/visible.ts, over a row of `events`. */
export function visibleSql(who: Who): SQL {
  return visibleTo(clearedRank(who), who.id);
}

/** The same for a statement that is prepared once; its values are `readerOf(who)`. */
export function visibleToReader(): SQL {
  return visibleTo(sql.placeholder('rank'), sql.placeholder('who'));
}

export function readerOf(who: Who): { rank: number; who: string } {
  return { rank: clearedRank(who), who: who.id };
}

function visibleTo(rank: number | Placeholder, id: string | Placeholder): SQL {
  return sql`(${events.tlp} <= ${rank} or (${events.tlp} = ${red} and exists (
    select 1 from ${recipients} where ${recipients.principalId} = ${id} and ${recipients.eventN} = ${events.n})))`;
}

/** The same over a row of `visits`, which name no recipients. */
export function visitVisibleSql(who: Who): SQL {
  return sql`(${visits.tlp} <= ${clearedRank(who)} or (${visits.tlp} = ${red} and ${visits.createdBy} = ${who.id}))`;
}
