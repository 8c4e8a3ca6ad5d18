import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { invalid } from '../../model/errors';
import { isCountry } from '../../model/places/countries';
import { stopWords } from '../../model/places/country-mentions';
import { visitRecord } from '../../model/records/visit';
import { tlpRank, tlps } from '../../model/words';
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
    // Only events that this principal may see, since a refusal because of a hidden event would reveal it. The hidden
    // event keeps its visitId; those of its readers who may not see the visit no longer do.
    const milderEvent = db
      .select({ ref: events.ref })
      .from(targets)
      .innerJoin(events, eq(events.n, targets.eventN))
      .where(and(eq(targets.visitId, slot('id')), lt(events.tlp, slot('tlp')), preparedVisibleSql()))
      .limit(1)
      .prepare();
    return {
      checkUpdate(by, { id, country }, input) {
        // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
        if (input.country !== country) {
          throw invalid('country', 'visit-country-fixed', { country });
        }
        if (milderEvent.get({ id, tlp: tlpRank(input.tlp), ...readerParams(by) }))
          throw invalid('tlp', 'visit-of-milder-event');
      },
    };
  },
});
