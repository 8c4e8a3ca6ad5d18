import type { Database } from 'better-sqlite3';
import type { Country } from '@/db/model/places/countries';

/** The filters of the bench; a facet ignores its own. */
export type BenchFilter = { targeted?: Country[]; kind?: string; host?: Country; severity?: string };

const columns = ['kind', 'host', 'severity', 'status', 'verification'] as const;

/** The facets of a board in SQL: a scan of the events that match for those without a filter, and one for each with. */
export function createRawFacets(connection: Database, seen: string) {
  const rows = (sql: string) => connection.prepare<[], { value: string; n: number }>(sql).all();

  return (filter: BenchFilter) => {
    const conditions = (without?: string) =>
      Object.entries({
        kind: filter.kind && `e.kind = '${filter.kind}'`,
        host: filter.host && `e.host = '${filter.host}'`,
        severity: filter.severity && `e.severity = '${filter.severity}'`,
        targeted:
          filter.targeted &&
          `+e.n in (select event_n from event_countries where country in ('${filter.targeted.join("','")}'))`,
      })
        .filter(([name, sql]) => sql && name !== without)
        .map(([, sql]) => `and ${sql}`)
        .join(' ');
    const isFiltered = (name: string) => Object.entries(filter).some(([key, value]) => key === name && value);
    const together = columns.filter((name) => !isFiltered(name));
    const grouped = [together, ...columns.filter(isFiltered).map((name) => [name])].flatMap((names) =>
      rows(`select json_array(${names.map((name) => `e.${name}`).join()}) as value, count(*) as n from events e
        where ${seen} ${conditions(names.length === 1 ? names[0] : undefined)}
        group by ${names.map((name) => `e.${name}`).join()}`),
    );
    const ofTargets = (column: 'country' | 'type') => {
      const isOwn = column === 'country';
      const wanted = filter.targeted && !isOwn ? `and t.country in ('${filter.targeted.join("','")}')` : '';
      return rows(`select t.${column} as value, count(distinct e.n) as n from events e cross join targets t
        where t.event_n = e.n and ${seen} ${conditions(isOwn ? 'targeted' : undefined)} ${wanted} group by t.${column}`);
    };
    const actors =
      rows(`select a.actor_id as value, count(distinct e.n) as n from events e cross join event_actors a
      where a.event_n = e.n and ${seen} ${conditions()} group by a.actor_id`);
    return [grouped, ofTargets('country'), ofTargets('type'), actors];
  };
}
