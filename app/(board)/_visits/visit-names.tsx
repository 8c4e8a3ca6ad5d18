import { useTranslations } from 'next-intl';
import { NameLink } from '../../_records/name-link';
import { pathOfVisit } from '../../_records/paths';
import { UserText } from '../../_ui/labels/user-text';
import { useLitVisits } from './lit-visits';

type VisitNamesProps = {
  /** Ids of events. */
  events: readonly string[];
  className?: string;
};

/** "Visit concerned: …" with the visits that these events light up; nothing if there are none. */
export function VisitNames({ events, className }: VisitNamesProps) {
  const t = useTranslations('board.threats');
  const visits = useLitVisits(events);
  if (visits.length === 0) return null;
  return (
    <p className={className}>
      <b className="text-alarm">{t('visits', { count: visits.length })}</b>{' '}
      {visits.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <NameLink href={pathOfVisit(id)}>
            <UserText>{title}</UserText>
          </NameLink>
        </span>
      ))}
    </p>
  );
}
