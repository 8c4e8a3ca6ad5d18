import { useTranslations } from 'next-intl';
import type { Facets } from '@/db/model/board';
import { UserText } from '../../_ui/labels/user-text';
import { NameLink } from '../name-link';
import { pathOfActor } from '../paths';
import { Section } from '../section';

const maxShown = 12;

/** The actors that events name, most often named first; nothing if none is named. */
export function ActorCounts({ actors }: { actors: Facets['actor'] }) {
  const t = useTranslations('profiles');
  if (actors.length === 0) return null;
  return (
    <Section title={t('actors.named')}>
      <ul aria-label={t('actors.named')} className="record-rows">
        {actors.slice(0, maxShown).map(({ value, name, events }) => (
          <li key={value} className="flex items-baseline justify-between gap-4 py-1.5">
            <NameLink href={pathOfActor(value)} className="min-w-0">
              <UserText>{name}</UserText>
            </NameLink>
            <span className="text-small whitespace-nowrap text-ink-2">
              {t('events.count', { count: events })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
