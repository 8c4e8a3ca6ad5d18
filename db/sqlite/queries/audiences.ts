import type { Principal } from '../../model/access/principal';
import { recipientIdOf } from '../../model/access/visible';
import type { Db } from '../client';
import { recipients } from '../schema/events';
import { isRecipientSql, readerPlaceholders } from './visible';

/**
 * Names the audience of a reader: readers of one audience see the same records, so they share answers. Those of one
 * clearance are an audience; a reader whom red records name is an audience alone.
 */
export function createAudiences(db: Db): (who: Principal) => string {
  const named = db
    .select({ n: recipients.eventN })
    .from(recipients)
    .where(isRecipientSql(readerPlaceholders))
    .limit(1)
    .prepare();
  return (who) => {
    const owner = recipientIdOf(who);
    const isNamed = named.get({ who: who.id, owner }) !== undefined;
    return JSON.stringify(isNamed ? [who.clearance, who.id, owner] : [who.clearance]);
  };
}
