import type { Db } from '../client';

/** Looks up the name of a principal; '' if it is unknown. By the driver alone: a page of a list looks up some ten. */
export function createPrincipalNames(db: Db): (id: string) => { id: string; name: string } {
  const nameOf = db.$client.prepare<[string], string>('select name from principals where id = ?').pluck();
  return (id) => ({ id, name: nameOf.get(id) ?? '' });
}
