import { useLocale, useTranslations } from 'next-intl';
import type { Mission } from '@/db/model/reference';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { NameLink } from '../../_records/name-link';
import { pathOfMission } from '../../_records/paths';
import { Section } from '../../_records/section';
import { Flag } from '../../_ui/labels/flag';

/** The missions of a country, under the country in which they are. */
export function MissionsByHost({ code, missions }: { code: string; missions: readonly Mission[] }) {
  const t = useTranslations('profiles');
  const locale = useLocale();
  const typeName = useTypeName();
  const { country, city: cityOf } = useFormats();
  const hosts = [...new Set(missions.map(({ host }) => host))].sort((a, b) =>
    country(a).localeCompare(country(b), locale),
  );
  return (
    <Section
      title={t('missions.abroad')}
      count={missions.length}
      more={{ href: `/missions?sending=${code}`, label: t('missions.all') }}
      empty={missions.length === 0 && t('missions.none')}
    >
      <ul aria-label={t('missions.abroad')} className="record-rows">
        {hosts.map((host) => (
          <li key={host} className="flex gap-2.5 py-1.5">
            <span className="inline-flex translate-y-0.5 self-start">
              <Flag country={host} />
            </span>
            <div className="min-w-0">
              <p className="font-medium">{country(host)}</p>
              <ul className="text-small text-ink-2">
                {missions
                  .filter((mission) => mission.host === host)
                  .map(({ id, type, city }) => (
                    <li key={id} className="inline after:content-[',_'] last:after:content-none">
                      <NameLink href={pathOfMission(id)} className="inline-flex min-h-6 items-center">
                        {city ? `${typeName(type)} (${cityOf(city, host)})` : typeName(type)}
                      </NameLink>
                    </li>
                  ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
