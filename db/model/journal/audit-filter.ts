import * as z from 'zod';
import { filterQuery } from '@/db/model/filter';
import { uuid } from '@/db/model/values/scalars';
import { auditActs } from '@/db/model/words';

/** What narrows the audit; `from` and `to` as in the filter of events. */
export const auditFilter = {
  by: uuid.optional().meta({ description: 'Id of who acted' }),
  what: z
    .enum(auditActs, { error: 'Give what was done, as the entries name it' })
    .optional()
    .meta({ description: 'What was done; type has no effect beside it' }),
  from: filterQuery.from,
  to: filterQuery.to,
};
