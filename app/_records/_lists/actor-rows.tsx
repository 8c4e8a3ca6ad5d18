import { useTranslations } from 'next-intl';
import type { Actor } from '@/db/model/reference';
import { UserText } from '../../_ui/labels/user-text';
import { NameLink } from '../name-link';
import { pathOfActor } from '../paths';

type ActorRowsProps = {
  actors: readonly Actor[];
  label: string;
  /** The numbers of events by actor, as far as they are known. */
  counts?: ReadonlyMap<string, number>;
};

/** Actors, each with its other names, type and number of events. */
export function ActorRows({ actors, label, counts }: ActorRowsProps) {
  const t = useTranslations('profiles');
  const words = useTranslations('words.actorTypes');
  return (
    <ul aria-label={label} className="record-rows">
      {actors.map(({ id, name, aliases, type }) => {
        const count = counts?.get(id);
        return (
          <li key={id} className="mission-row">
            <p className="min-w-0">
              <NameLink href={pathOfActor(id)} className="font-medium">
                <UserText>{name}</UserText>
              </NameLink>
              {aliases.length > 0 && (
                <span className="block text-small text-ink-2">
                  <UserText>{aliases.join(', ')}</UserText>
                </span>
              )}
            </p>
            <p className="text-end text-small text-ink-2">
              {words(type)}
              {count !== undefined && <span className="block">{t('events.count', { count })}</span>}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
