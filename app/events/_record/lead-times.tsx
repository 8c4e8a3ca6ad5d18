import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { leadTime } from '@/db/model/event/lead-time';
import { dayMillis } from '@/db/model/values/moment';
import { useSpans } from '../../_i18n/use-formats';
import type { Linked } from './links';

type LeadTimesProps = {
  event: Event;
  /** The linked events: the threats of an incident, or the incidents of a threat. */
  ids: readonly string[];
  linked: Readonly<Record<string, Linked>>;
};

/** How long a threat was known before the attack that carried it out, for each link of which that is known. */
export function useLeadTimes({ event, ids, linked }: LeadTimesProps): string[] {
  const t = useTranslations('event.record');
  const { span } = useSpans();
  return ids.flatMap((id) => {
    const other = linked[id];
    if (!other) return [];
    const millis = event.kind === 'threat' ? leadTime(event, other) : leadTime(other, event);
    if (millis === null) return [];
    const length =
      millis < dayMillis && millis % dayMillis === 0 ? t('sameDay') : span(new Date(0), new Date(millis));
    return [ids.length === 1 ? length : t('leadTimeOf', { length, ref: other.ref })];
  });
}
