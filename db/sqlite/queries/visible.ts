import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { type Reader, recipientIdOf } from '../../model/access/visible';
import { tlpRank } from '../../model/words';
import { events, recipients } from '../schema/events';
import { visits } from '../schema/reference';

const red = tlpRank('red');

const slot = sql.placeholder;
/** Of a statement that is prepared once: filled by `readerParams`. */
export const readerPlaceholders = { rank: slot('rank'), who: slot('who'), owner: slot('owner') };

/** The highest marking that a clearance alone opens: red goes by name. */
function clearedRank(who: Reader): number {
  return Math.min(tlpRank(who.clearance), red - 1);
}

/** The SQL equivalent of `visible` in db/model/access/visible.ts, over a row of `events`. */
export function visibleSql(who: Reader): SQL {
  return visibleTo(readerParams(who));
}

/** The same for a statement that is prepared once; its values are `readerParams(who)`. */
export function preparedVisibleSql(): SQL {
  return visibleTo(readerPlaceholders);
}

/** `owner` is the reader's own id where it reads by no other name. */
export function readerParams(who: Reader): { rank: number; who: string; owner: string } {
  return { rank: clearedRank(who), who: who.id, owner: recipientIdOf(who) };
}

type Slots = Record<'rank' | 'who' | 'owner', number | string | Placeholder>;

function visibleTo({ rank, ...names }: Slots): SQL {
  return sql`(${events.tlp} <= ${rank} or (${events.tlp} = ${red} and exists (
    select 1 from ${recipients} where ${isRecipientSql(names)} and ${recipients.eventN} = ${events.n})))`;
}

/** Is this row of `recipients` one of the reader? */
export function isRecipientSql({ who, owner }: Omit<Slots, 'rank'>): SQL {
  return sql`${recipients.principalId} in (${who}, ${owner})`;
}

/** The same over a row of `visits`, which name no recipients. */
export function visitVisibleSql(who: Reader): SQL {
  return visitVisibleTo(readerParams(who));
}

/** The same for a statement that is prepared once; its values are `readerParams(who)`. */
export function preparedVisitVisibleSql(): SQL {
  return visitVisibleTo(readerPlaceholders);
}

function visitVisibleTo({ rank, who, owner }: Slots): SQL {
  return sql`(${visits.tlp} <= ${rank} or (${visits.tlp} = ${red} and ${visits.createdBy} in (${who}, ${owner})))`;
}
