import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { HandlingBadge } from '../../_ui/labels/badge';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { linkClass } from '../../_ui/link-class';

/** The fields shown of a linked event. */
export type Linked = Pick<Event, 'ref' | 'title' | 'tlp' | 'handling' | 'at' | 'atPrecision'>;

/** Links to events by reference; by id if the reference is unknown. */
export function EventLinks({
  ids,
  linked,
}: {
  ids: readonly string[];
  linked: Readonly<Record<string, Linked>>;
}) {
  const t = useTranslations('event.record');
  return (
    <ul className="flex flex-col gap-1">
      {ids.map((id) => {
        const known = linked[id];
        return (
          <li key={id}>
            {known && known.handling !== 'actual' && (
              <>
                <HandlingBadge handling={known.handling} />{' '}
              </>
            )}
            <Link href={`/events/${known?.ref ?? id}`} className={linkClass}>
              {known ? <span className="font-mono text-small">{known.ref}</span> : t('openLinked')}
            </Link>
            {known && (
              <>
                <span className="text-ink-2">
                  {' '}
                  <UserText>{known.title}</UserText>
                </span>{' '}
                <TlpLabel tlp={known.tlp} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
