import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { ButtonLink } from '../../_ui/button-link';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { linkClass } from '../../_ui/link-class';
import { RestoreButton } from '../restore-button';

type DeletedNoteProps = {
  event: Event;
  reason: string | null;
  /** The reference of the record that it was merged into; null if it was deleted. */
  into: string | null;
};

/** Says that the record below is deleted, by whom, when and why, with a button to restore it. */
export function DeletedNote({ event, reason, into }: DeletedNoteProps) {
  const t = useTranslations('event.deleted');
  const nameOf = usePrincipalName();
  return (
    <section
      aria-label={t('label')}
      className="flex flex-col gap-2 rounded-card border border-amber bg-amber-ground px-4 py-3"
    >
      <p className="font-medium">
        {t(into === null ? 'by' : 'mergedBy', { name: nameOf(event.updatedBy) })},{' '}
        <Time moment={event.updatedAt} isFocusable />
      </p>
      {reason && (
        <p className="wrap-anywhere">
          {t('why')} <UserText>{reason}</UserText>
        </p>
      )}
      <p className="text-small text-ink-2">
        {into === null
          ? t('inNoList')
          : t.rich('mergedInto', {
              into: () => (
                <Link href={`/events/${into}`} className={linkClass}>
                  <span className="font-mono">{into}</span>
                </Link>
              ),
            })}
      </p>
      <div className="flex flex-wrap gap-2">
        <RestoreButton id={event.id} eventRef={event.ref} />
        <ButtonLink href="/deleted" size="small">
          {t('all')}
        </ButtonLink>
      </div>
    </section>
  );
}
