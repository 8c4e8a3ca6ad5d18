import type { AccessAct } from '@/db/model/words';

/** An audit entry about an account; `details` must hold no secret. */
export type AccessLogEntry = {
  what: AccessAct;
  accountId: string;
  version?: number;
  details?: Record<string, unknown>;
};
