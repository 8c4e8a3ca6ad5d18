import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { lapseReason } from '@/db/model/event/lapse';
import { Time } from '../../_ui/labels/time';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { Fact, Facts, Part, type PartLevel } from './fact';
import { EventLinks, type Linked } from './links';

type Threat = NonNullable<Event['threat']>;

/** A threat's life: how near and how sure, until when it holds, and what it led to. */
export function ThreatFacts({
  event,
  threat,
  linked,
  level,
}: {
  event: Event;
  threat: Threat;
  linked: Readonly<Record<string, Linked>>;
  level: PartLevel;
}) {
  const t = useTranslations('event.record');
  const th = useTranslations('event.history');
  const words = useTranslations('words');
  const { likelihood, confidence } = threat;
  return (
    <Part level={level} title={t('threat')}>
      <Facts>
        <Fact name={t('status')}>{words(`threatStatuses.${threat.status}`)}</Fact>
        <Fact name={t('statusReason')}>
          {threat.statusReason === lapseReason ? th('lapsed') : threat.statusReason}
        </Fact>
        <Fact name={t('urgency')}>
          <UrgencyLabel event={event} />
        </Fact>
        <Fact name={t('likelihood')}>
          {likelihood &&
            `${words(`likelihoods.${likelihood}.word`)} (${words(`likelihoods.${likelihood}.range`)})`}
        </Fact>
        {/* One scale for how likely it is: certainty says the same in CAP's words, and shows where it alone is known. */}
        <Fact name={t('certainty')}>
          {!likelihood &&
            !confidence &&
            threat.certainty !== 'unknown' &&
            words(`certainties.${threat.certainty}`)}
        </Fact>
        <Fact name={t('confidence')}>{confidence && words(`confidences.${confidence}`)}</Fact>
        <Fact name={t('validFrom')}>
          {threat.validFrom && <Time moment={threat.validFrom} isFocusable />}
        </Fact>
        <Fact name={t('validUntil')}>
          {threat.validUntil && <Time moment={threat.validUntil} isFocusable />}
        </Fact>
        <Fact name={t('reviewBy')}>{threat.reviewBy && <Time moment={threat.reviewBy} isFocusable />}</Fact>
        <Fact name={t('realisedBy')}>
          {threat.realisedBy.length > 0 && <EventLinks ids={threat.realisedBy} linked={linked} />}
        </Fact>
      </Facts>
    </Part>
  );
}
