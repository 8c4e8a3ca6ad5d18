import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { principals } from '../schema/reference';

/** Looks up the name of a principal; '' if it is unknown. */
export function createPrincipalNames(db: Db): (id: string) => { id: string; name: string } {
  const nameOf = db
    .select({ name: principals.name })
    .from(principals)
    .where(eq(principals.id, sql.placeholder('id')))
    .prepare();
  return (id) => ({ id, name: nameOf.get({ id })?.name ?? '' });
}
