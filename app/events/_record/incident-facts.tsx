import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import type { Count } from '@/db/model/event/fields';
import { useFormats } from '../../_i18n/use-formats';
import { Time } from '../../_ui/labels/time';
import { Fact, FactSection, Facts, type SectionLevel } from './fact';
import { useLeadTimes } from './lead-times';
import { EventLinks, type Linked } from './links';

type Incident = NonNullable<Event['incident']>;

const counted = ['killed', 'wounded', 'attackersKilled', 'staffKilled', 'staffWounded', 'hostages'] as const;

/** Casualties, end, claim, and the threats that the incident carried out. */
export function IncidentFacts({
  event,
  incident,
  linked,
  level,
}: {
  event: Event;
  incident: Incident;
  linked: Readonly<Record<string, Linked>>;
  level: SectionLevel;
}) {
  const t = useTranslations('event.record');
  const { count, date } = useFormats();
  const { claim } = incident;
  const leadTimes = useLeadTimes({ event, ids: incident.realises, linked });
  const figures = counted.flatMap((name) => {
    const given: Count | null = incident[name];
    return given ? [{ name, given }] : [];
  });
  const isEmpty =
    figures.length === 0 &&
    !incident.endedAt &&
    incident.suicide === null &&
    incident.success === null &&
    !claim;
  if (isEmpty && incident.realises.length === 0) return null;
  return (
    <FactSection level={level} title={t('incident')}>
      <Facts>
        {figures.map(({ name, given }) => (
          <Fact key={name} name={t(`counts.${name}`)}>
            {count(given)}
          </Fact>
        ))}
        <Fact name={t('ended')}>{incident.endedAt && <Time moment={incident.endedAt} isFocusable />}</Fact>
        <Fact name={t('suicide')}>{yesNo(incident.suicide, t('yes'), t('no'))}</Fact>
        <Fact name={t('success')}>{yesNo(incident.success, t('yes'), t('no'))}</Fact>
        <Fact name={t('claim')}>
          {claim && (
            <>
              {[claim.channel, claim.on && date(claim.on)].filter(Boolean).join(', ') || t('yes')}
              {claim.quote && <Quote>{claim.quote}</Quote>}
            </>
          )}
        </Fact>
        <Fact name={t('realises')}>
          {incident.realises.length > 0 && <EventLinks ids={incident.realises} linked={linked} />}
        </Fact>
        <Fact name={t('leadTime')}>{leadTimes.length > 0 && leadTimes.join(', ')}</Fact>
      </Facts>
    </FactSection>
  );
}

export function Quote({ children }: { children: string }) {
  return (
    <blockquote className="mt-1 border-s-2 border-line ps-3 whitespace-pre-line text-ink-2">
      {children}
    </blockquote>
  );
}

function yesNo(value: boolean | null, yes: string, no: string): string | null {
  if (value === null) return null;
  return value ? yes : no;
}
