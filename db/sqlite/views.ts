import { eq, sql } from 'drizzle-orm';
import type { Principal } from '../model/principal';
import type { Db } from './client';
import { recipients } from './schema-events';

/** `key` is the same for all who see the same. */
export type View = { key: string; isPersonal: boolean };

/** All of one clearance whom no red record names see the same: what is read for one of them is read for all. */
export function createViews(db: Db): (who: Principal) => View {
  const named = db
    .select({ n: recipients.eventN })
    .from(recipients)
    .where(eq(recipients.principalId, sql.placeholder('who')))
    .limit(1)
    .prepare();
  return ({ id, clearance }) => {
    const isPersonal = named.get({ who: id }) !== undefined;
    return { key: JSON.stringify([clearance, isPersonal ? id : null]), isPersonal };
  };
}
