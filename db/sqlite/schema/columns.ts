import { sql } from 'drizzle-orm';
import { check, integer } from 'drizzle-orm/sqlite-core';

/** A CHECK that a column has one of these values. */
export function oneOf(column: string, values: readonly (string | number)[]) {
  const list = values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ');
  return check(`${column}_known`, sql.raw(`"${column}" in (${list})`));
}

export const millis = (name: string) => integer(name, { mode: 'number' });
export const flag = (name: string) => integer(name, { mode: 'boolean' });
