import type { Principal } from '../../model/access/principal';
import { recipientIdOf } from '../../model/access/visible';
import type { Db } from '../client';
import { recipients } from '../schema/events';
import { isRecipientSql, readerPlaceholders } from './visible';

/** Readers with the same `key` see the same records. */
export type View = { key: string; isPersonal: boolean };

/** Readers of one clearance whom no red record names see the same, so results can be shared among them. */
export function createViews(db: Db): (who: Principal) => View {
  const named = db
    .select({ n: recipients.eventN })
    .from(recipients)
    .where(isRecipientSql(readerPlaceholders))
    .limit(1)
    .prepare();
  return (who) => {
    const { id, clearance } = who;
    const isPersonal = named.get({ who: id, owner: recipientIdOf(who) }) !== undefined;
    return { key: JSON.stringify([clearance, isPersonal ? id : null]), isPersonal };
  };
}
