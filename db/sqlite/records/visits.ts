import { and, eq, inArray, sql } from 'drizzle-orm';
import { isCountry } from '../../model/places/countries';
import { stopWords } from '../../model/places/country-mentions';
import { visitRecord } from '../../model/records/visit';
import { tlpRank, tlps } from '../../model/words';
import { throwIfRefused } from '../../rules/decision';
import { refuseVisitUpdate } from '../../rules/records/visits';
import { searchIn } from '../queries/search-in';
import { preparedVisibleSql, readerParams } from '../queries/visible';
import { events, targets } from '../schema/events';
import { visits } from '../schema/reference';
import { bindRecord } from './record-binding';

export const visitBinding = bindRecord(visitRecord, {
  table: visits,
  texts: 'visits_fts',
  columnsOf: (input) => ({ ...input, tlp: tlpRank(input.tlp) }),
  toAnswer: ({ n: _, isExample: __, createdBy: ___, tlp, ...visit }) => ({
    ...visit,
    tlp: tlps[tlp] ?? 'red',
  }),
  listParts: ({ country, host, q }) => ({
    where: and(
      country && inArray(visits.country, country.filter(isCountry)),
      host && inArray(visits.host, host.filter(isCountry)),
      q ? searchIn('visits_fts', visits.n, q, stopWords) : undefined,
    ),
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
