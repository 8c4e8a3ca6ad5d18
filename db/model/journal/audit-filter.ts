import * as z from 'zod';
import { filterQuery } from '@/db/model/filter';
import { uuid } from '@/db/model/values/scalars';
import { auditActs } from '@/db/model/words';

/** The filter of the audit; `from` and `to` are as in the filter of events. */
export const auditFilter = {
  by: uuid.optional().meta({ description: 'Id of the principal who acted' }),
  what: z.enum(auditActs).optional().meta({ description: 'What was done; if given, type has no effect' }),
  from: filterQuery.from,
  to: filterQuery.to,
};
