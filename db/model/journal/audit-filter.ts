import * as z from 'zod';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { moment, uuid } from '@/db/model/values/scalars';
import { auditActs } from '@/db/model/words';

/** The filter of the audit; A bare date in `to` includes its day (UTC). */
export const auditFilter = {
  by: uuid.optional().meta({ description: 'Id of the principal who acted' }),
  what: z.enum(auditActs).optional().meta({ description: 'What was done; if given, type has no effect' }),
  from: moment.transform(startMillis).optional(),
  to: moment.transform(endMillis).optional(),
};
