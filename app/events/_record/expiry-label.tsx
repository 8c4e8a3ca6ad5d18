'use client';

import type { Event } from '@/db/model/event/event';
import { isExpired } from '@/db/model/event/threatened';
import { useNow } from '../../_i18n/now';
import { ExpiredLabel } from '../../_ui/labels/status';

/** Says that a decision is due, from the moment it becomes due, without a change of the record. */
export function ExpiryLabel({ event }: { event: Event }) {
  const now = useNow().getTime();
  return isExpired(event, now) && <ExpiredLabel />;
}
