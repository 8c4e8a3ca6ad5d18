import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { type Reader, recipientIdOf } from '../../model/access/visible';
import { tlpRank } from '../../model/words';
import { events, recipients } from '../schema/events';

const red = tlpRank('red');

const slot = sql.placeholder;
/** The placeholders of prepared statements; `readerParams` gives their values. */
export const readerPlaceholders = { rank: slot('rank'), who: slot('who'), owner: slot('owner') };

/** The highest marking that a clearance alone allows; red records name their readers. */
function clearedRank(who: Reader): number {
  return Math.min(tlpRank(who.clearance), red - 1);
}

/** The SQL equivalent of `visible` in db/model/access/visible.ts for a row of `events`. */
export function visibleSql(who: Reader): SQL {
  return conditionFor(readerParams(who));
}

/** As `visibleSql`, for a prepared statement that runs with `readerParams`. */
export function preparedVisibleSql(): SQL {
  return conditionFor(readerPlaceholders);
}

/** `owner` is the reader's own id, or for a key with the scope `red` its owner's. */
export function readerParams(who: Reader): { rank: number; who: string; owner: string } {
  return { rank: clearedRank(who), who: who.id, owner: recipientIdOf(who) };
}

type Slots = Record<'rank' | 'who' | 'owner', number | string | Placeholder>;

function conditionFor({ rank, ...names }: Slots): SQL {
  return sql`(${events.tlp} <= ${rank} or (${events.tlp} = ${red} and exists (
    select 1 from ${recipients} where ${isRecipientSql(names)} and ${recipients.eventN} = ${events.n})))`;
}

/** Does this row of `recipients` name the reader? */
export function isRecipientSql({ who, owner }: Omit<Slots, 'rank'>): SQL {
  return sql`${recipients.principalId} in (${who}, ${owner})`;
}
