import { and, eq, inArray, sql } from 'drizzle-orm';
import { isCountry } from '../../model/places/countries';
import { stopWords } from '../../model/places/country-mentions';
import { visitRecord } from '../../model/records/visit';
import { dayMillis } from '../../model/values/moment';
import { tlpRank, tlps } from '../../model/words';
import { throwIfRefused } from '../../rules/decision';
import { refuseVisitUpdate } from '../../rules/records/visits';
import { searchIn } from '../queries/search-in';
import { preparedVisibleSql, readerParams } from '../queries/visible';
import { events, targets } from '../schema/events';
import { visits } from '../schema/reference';
import { bindRecord } from './record-binding';

// The columns hold dates and instants, which sort alike as text; in ms they are compared with a moment.
const beginSql = sql`unixepoch(${visits.from}, 'subsec') * 1000`;
/** A date lasts until the next midnight. */
const endSql = sql`unixepoch(${visits.to}, 'subsec') * 1000 + iif(length(${visits.to}) = 10, ${dayMillis}, 0)`;

export const visitBinding = bindRecord(visitRecord, {
  table: visits,
  texts: 'visits_fts',
  columnsOf: (input) => ({ ...input, tlp: tlpRank(input.tlp) }),
  toAnswer: ({ n: _, isExample: __, createdBy: ___, tlp, ...visit }) => ({
    ...visit,
    tlp: tlps[tlp] ?? 'red',
  }),
  listParts: ({ country, host, q, from, to, sort = 'from' }) => ({
    where: and(
      country && inArray(visits.country, country.filter(isCountry)),
      host && inArray(visits.host, host.filter(isCountry)),
      q ? searchIn('visits_fts', visits.n, q, stopWords) : undefined,
      from === undefined ? undefined : sql`${endSql} >= ${from}`,
      to === undefined ? undefined : sql`${beginSql} < ${to}`,
    ),
    order:
      sort === 'from'
        ? {
            by: sql`${visits.from}, ${visits.n}`,
            after: (last) => sql`(${visits.from}, ${visits.n}) > (${last.from}, ${last.n})`,
          }
        : {
            by: sql`${visits.from} desc, ${visits.n} desc`,
            after: (last) => sql`(${visits.from}, ${visits.n}) < (${last.from}, ${last.n})`,
          },
  }),

  rules: ({ db }) => {
    const slot = sql.placeholder;
    const markings = db
      .selectDistinct({ tlp: events.tlp })
      .from(targets)
      .innerJoin(events, eq(events.n, targets.eventN))
      .where(and(eq(targets.visitId, slot('id')), preparedVisibleSql()))
      .prepare();
    return {
      checkUpdate(by, before, input) {
        const rows = markings.all({ id: before.id, ...readerParams(by) });
        const eventMarkings = rows.flatMap(({ tlp }) => tlps[tlp] ?? []);
        throwIfRefused(refuseVisitUpdate(before, input, { eventMarkings }));
      },
    };
  },
});
