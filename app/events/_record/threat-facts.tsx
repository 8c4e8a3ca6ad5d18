import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { earlierLapseReason, isLapsedBySystem } from '@/db/model/event/lapse';
import { Time } from '../../_ui/labels/time';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { Fact, FactSection, Facts, type SectionLevel } from './fact';
import { useLeadTimes } from './lead-times';
import { EventLinks, type Linked } from './links';

type Threat = NonNullable<Event['threat']>;

/** Status, urgency, likelihood, validity, and the incidents that carried out the threat. */
export function ThreatFacts({
  event,
  threat,
  linked,
  level,
}: {
  event: Event;
  threat: Threat;
  linked: Readonly<Record<string, Linked>>;
  level: SectionLevel;
}) {
  const t = useTranslations('event.record');
  const th = useTranslations('event.history');
  const words = useTranslations('words');
  const { likelihood, confidence } = threat;
  const leadTimes = useLeadTimes({ event, ids: threat.realisedBy, linked });
  const reason = threat.statusReason === earlierLapseReason ? null : threat.statusReason;
  return (
    <FactSection level={level} title={t('threat')}>
      <Facts>
        <Fact name={t('status')}>{words(`threatStatuses.${threat.status}`)}</Fact>
        <Fact name={t('statusReason')}>{reason ?? (isLapsedBySystem(threat) && th('lapsed'))}</Fact>
        <Fact name={t('urgency')}>
          <UrgencyLabel event={event} />
        </Fact>
        <Fact name={t('likelihood')}>
          {likelihood &&
            `${words(`likelihoods.${likelihood}.word`)} (${words(`likelihoods.${likelihood}.range`)})`}
        </Fact>
        {/* Only one scale for likelihood: certainty means the same in CAP's terms and is shown only if nothing else
            is known. */}
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
        <Fact name={t('leadTime')}>{leadTimes.length > 0 && leadTimes.join(', ')}</Fact>
      </Facts>
    </FactSection>
  );
}
