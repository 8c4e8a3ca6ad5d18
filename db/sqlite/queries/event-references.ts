import { sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { EventInput } from '../../model/event/event';
import type { EventReferences, LastingReferences } from '../../rules/event/references';
import type { Db } from '../client';
import { recordBindings } from '../records/record-bindings';
import { principals } from '../schema/reference';
import { type EventRows, isInJsonList } from './event-rows';
import { byId, createNameLookup } from './name-references';

type Referring = Pick<EventInput, 'targets' | 'actors'>;

/** Looks up the records that an event refers to, as its author may see them; the statements are prepared once. */
export function createEventReferences(db: Db, eventRows: EventRows) {
  const namesOf = createNameLookup(db);
  const visits = recordBindings.visit.reader(db);
  const principalsIn = db
    .select({ id: principals.id })
    .from(principals)
    .where(isInJsonList(principals.id, sql.placeholder('ids')))
    .prepare();

  function findLasting(by: Principal, record: Referring): LastingReferences {
    const ids = record.targets.map(({ visitId }) => visitId);
    return { ...namesOf(record), visits: byId(ids, (id) => visits.find(by, id)) };
  }

  function find(by: Principal, input: EventInput): EventReferences {
    const { recipients, incident, threat } = input;
    const people = recipients.length === 0 ? [] : principalsIn.all({ ids: JSON.stringify(recipients) });
    const linked = [...(incident?.realises ?? []), ...(threat?.realisedBy ?? [])];
    return {
      ...findLasting(by, input),
      principals: new Set(people.map(({ id }) => id)),
      events: eventRows.kindsOf(by, linked),
    };
  }

  return { find, findLasting, namesOf };
}
