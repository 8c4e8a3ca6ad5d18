import { useTranslations } from 'next-intl';
import type { Mission } from '@/db/model/reference';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/labels/flag';
import { Time } from '../../_ui/labels/time';
import { NameLink } from '../name-link';
import { pathOfMission } from '../paths';

type MissionRowsProps = {
  missions: readonly Mission[];
  label: string;
  /** Leaves out the country that all of them share. */
  without?: 'sending' | 'host';
  /** The distance to say of each, by its id, in words. */
  distances?: ReadonlyMap<string, string>;
};

/** Missions, one per line: whose, of which type, where, and its status unless it is open. */
export function MissionRows({ missions, label, without, distances }: MissionRowsProps) {
  const words = useTranslations('words.missionStatuses');
  const typeName = useTypeName();
  const { country, city: cityOf } = useFormats();
  const placeOf = (city: string | null, host: string) => city && cityOf(city, host);
  return (
    <ul aria-label={label} className="record-rows">
      {missions.map(({ id, sending, host, type, city, metro, name, status, statusSince }) => (
        <li key={id} className="mission-row">
          <p className="min-w-0">
            {without !== 'sending' && (
              <span className="me-2 inline-flex align-[-0.1em]">
                <Flag country={sending} />
              </span>
            )}
            <NameLink href={pathOfMission(id)}>
              {without === 'sending' ? typeName(type) : `${typeName(type)} — ${country(sending)}`}
            </NameLink>
            <span className="text-ink-2">
              {' '}
              {[placeOf(metro ?? city, host), without === 'host' ? null : country(host)]
                .filter(Boolean)
                .join(', ')}
            </span>
            {name && <span className="block text-small text-ink-2">{name}</span>}
          </p>
          <p className="text-end text-small text-ink-2">
            {distances?.has(id) && <span className="me-2 tabular-nums text-ink">{distances.get(id)}</span>}
            {status !== 'open' && status !== 'unknown' && (
              <span className="font-medium text-amber">{words(status)}</span>
            )}
            {status === 'open' && words(status)}
            {statusSince && status !== 'unknown' && (
              <>
                {' '}
                <Time moment={statusSince} as="date" />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
