'use client';

import type { Event } from '@/db/model/event';
import { isOverdue } from '@/db/model/threatened';
import { useServerNow } from '../../_live/provider';
import { Record } from '../../events/_record/record';

/** The record as its page shows it; loaded when the first one is opened. */
export default function OpenRecord({ event }: { event: Event }) {
  const now = useServerNow();
  return <Record event={event} isOverdue={isOverdue(event, now)} />;
}
