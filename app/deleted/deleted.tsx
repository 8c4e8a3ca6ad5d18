import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { usePrincipalName } from '../_i18n/use-principal-name';
import { HandlingBadge } from '../_ui/labels/badge';
import { KindMark } from '../_ui/labels/kind-mark';
import { Time } from '../_ui/labels/time';
import { TlpLabel } from '../_ui/labels/tlp';
import { UserText } from '../_ui/labels/user-text';
import { linkClass } from '../_ui/link-class';
import { ConfirmationNotice } from '../events/_actions/confirmation-notice';
import { RestoreButton } from './restore-button';

type DeletedProps = { items: readonly Event[]; reasons: ReadonlyMap<string, string | null> };

/** Deleted records: what, when, by whom and why, with a button to restore each. */
export function Deleted({ items, reasons }: DeletedProps) {
  const t = useTranslations('event.deleted');
  const nameOf = usePrincipalName();
  if (items.length === 0) return <p className="text-ink-2">{t('none')}</p>;
  return (
    <ul aria-label={t('title')} className="border-b border-line">
      {items.map((event) => (
        <li
          key={event.id}
          className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 border-t border-line py-3 md:grid-cols-[minmax(0,1fr)_18rem_auto] md:items-start"
        >
          <div className="flex min-w-0 flex-col gap-1">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
              <HandlingBadge handling={event.handling} />
              <KindMark kind={event.kind} />
              <span className="font-mono text-small">{event.ref}</span>
              <TlpLabel tlp={event.tlp} />
            </p>
            <Link
              href={`/deleted/${event.ref}`}
              prefetch={false}
              className={`font-medium wrap-anywhere ${linkClass}`}
            >
              <UserText>{event.title}</UserText>
            </Link>
          </div>
          <div className="min-w-0 text-small">
            <p className="text-ink-2">
              {t('by', { name: nameOf(event.updatedBy) })}, <Time moment={event.updatedAt} isFocusable />
            </p>
            {reasons.get(event.id) && (
              <p className="wrap-anywhere">
                <UserText>{reasons.get(event.id) ?? ''}</UserText>
              </p>
            )}
          </div>
          <div className="md:max-w-sm">
            {event.toBeConfirmed ? (
              <ConfirmationNotice event={event} />
            ) : (
              <RestoreButton id={event.id} eventRef={event.ref} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
