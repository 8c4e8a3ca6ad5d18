import { desc, inArray, or, sql } from 'drizzle-orm';
import { handoverRecord } from '../../model/records/handover';
import { tlpRank } from '../../model/words';
import { accept } from '../../rules/decision';
import { decideHandover, refsIn } from '../../rules/records/handovers';
import { createEventRows } from '../queries/event-rows';
import { handovers } from '../schema/handovers';
import { answerOf } from './answer-of';
import { bindRecord } from './record-binding';

export const handoverBinding = bindRecord(handoverRecord, {
  table: handovers,
  columnsOf: (record) => ({ record, tlp: tlpRank(record.tlp), acceptedBy: record.acceptedBy }),
  toAnswer: answerOf,
  listParts: ({ by }) => ({
    where: by && or(inArray(handovers.createdBy, by), inArray(handovers.acceptedBy, by)),
    order: { by: sql`${desc(handovers.n)}`, after: (last) => sql`${handovers.n} < ${last.n}` },
  }),
  rules: ({ db }) => {
    const events = createEventRows(db);
    return {
      complete(by, before, input) {
        const named = new Map(
          refsIn(input).flatMap(({ ref }) => {
            const row = events.resolve(by, ref);
            return row ? [[ref, row.record.tlp]] : [];
          }),
        );
        return accept(decideHandover(by, input, { before, named, now: Date.now() }));
      },
    };
  },
});
