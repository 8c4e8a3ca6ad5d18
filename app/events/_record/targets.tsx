import { useTranslations } from 'next-intl';
import type { Event, Target } from '@/db/model/event/event';
import { isCountryOnly, isDiplomatic, type Tlp } from '@/db/model/words';
import { useFormats, useMissionName, useTypeName } from '../../_i18n/use-formats';
import { NameLink } from '../../_records/name-link';
import { pathOfCountry, pathOfMission, pathOfVisit } from '../../_records/paths';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { FactSection, type SectionLevel } from './fact';

/** The fields shown of a target's visit; the marking if known. */
export type NamedVisit = { title: string; tlp: Tlp | null };

type TargetsProps = { event: Event; visits: Readonly<Record<string, NamedVisit>> };

/** The targets, each with its country and outcome. */
export function Targets({ event, visits, level }: TargetsProps & { level: SectionLevel }) {
  const t = useTranslations('event.record');
  const { country: nameOf } = useFormats();
  return (
    <FactSection level={level} title={t('targets', { count: event.targets.length })}>
      <ul className="flex flex-col gap-2.5">
        {event.targets.map((target, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a target has no id, only its index.
          <li key={index} className="flex items-start gap-3">
            <NameLink href={pathOfCountry(target.country)} className="mt-0.5 flex shrink-0">
              <Flag country={target.country} size="large" alt={nameOf(target.country)} />
            </NameLink>
            <TargetFacts event={event} visits={visits} target={target} />
          </li>
        ))}
      </ul>
    </FactSection>
  );
}

function TargetFacts({ event, visits, target }: TargetsProps & { target: Target }) {
  const t = useTranslations('event.record');
  const words = useTranslations('words');
  const { country } = useFormats();
  const name = useTargetName(event.location.country);
  const visit = target.visitId === null ? undefined : visits[target.visitId];
  const isUnnamed =
    target.missionId === null &&
    target.visitId === null &&
    isDiplomatic(target.type) &&
    !isCountryOnly(target) &&
    target.type !== 'all-missions';
  return (
    <div className="min-w-0">
      <p className="font-medium">
        <NameLink href={target.missionId ? pathOfMission(target.missionId) : pathOfCountry(target.country)}>
          {name(target)}
        </NameLink>
      </p>
      {target.visitId !== null && visit && (
        <p className="text-ink-2">
          <NameLink href={pathOfVisit(target.visitId)}>
            <UserText>{visit.title}</UserText>
          </NameLink>{' '}
          {visit.tlp && <TlpLabel tlp={visit.tlp} />}
        </p>
      )}
      {target.mission?.name && <p className="text-ink-2">{target.mission.name}</p>}
      {target.mission && target.mission.host !== event.location.country && (
        <p className="text-ink-2">{t('hostedIn', { country: country(target.mission.host) })}</p>
      )}
      {isUnnamed && <p className="text-small text-ink-2">{t('noMission')}</p>}
      {target.note && <p className="whitespace-pre-line text-ink-2">{target.note}</p>}
      {target.outcome && (
        <p>
          <span className="text-ink-2">{t('outcome')}</span> {words(`targetOutcomes.${target.outcome}`)}
        </p>
      )}
      {target.accountedFor && (
        <p className={target.accountedFor === 'no' ? 'font-medium text-amber' : undefined}>
          <span className="font-normal text-ink-2">{t('people')}</span>{' '}
          {words(`accountedFor.${target.accountedFor}`)}
        </p>
      )}
    </div>
  );
}

/**
 * "Embassy — Russia, Kabul" for a registered mission, "All missions of China in Afghanistan", "China — country only",
 * otherwise "Delegation — China".
 */
export function useTargetName(
  host: string,
): (target: Pick<Target, 'country' | 'type' | 'mission' | 'missionId' | 'visitId'>) => string {
  const t = useTranslations('common');
  const missionName = useMissionName();
  const typeName = useTypeName();
  const { country } = useFormats();
  return (target) => {
    if (target.type === 'all-missions') {
      return t('allMissionsOf', { country: country(target.country), host: country(host) });
    }
    if (isCountryOnly(target)) return t('countryOnlyOf', { country: country(target.country) });
    return target.mission
      ? missionName({ ...target.mission, country: target.country })
      : `${typeName(target.type)} — ${country(target.country)}`;
  };
}
