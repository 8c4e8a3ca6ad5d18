import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { ButtonLink } from '../../_ui/button-link';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { RestoreButton } from '../restore-button';

/** Says that the record below is deleted, by whom, when and why, with a button to restore it. */
export function DeletedNote({ event, reason }: { event: Event; reason: string | null }) {
  const t = useTranslations('event.deleted');
  const nameOf = usePrincipalName();
  return (
    <section
      aria-label={t('label')}
      className="flex flex-col gap-2 rounded-card border border-amber bg-amber-ground px-4 py-3"
    >
      <p className="font-medium">
        {t('by', { name: nameOf(event.updatedBy) })}, <Time moment={event.updatedAt} isFocusable />
      </p>
      {reason && (
        <p className="wrap-anywhere">
          {t('why')} <UserText>{reason}</UserText>
        </p>
      )}
      <p className="text-small text-ink-2">{t('inNoList')}</p>
      <div className="flex flex-wrap gap-2">
        <RestoreButton id={event.id} eventRef={event.ref} />
        <ButtonLink href="/deleted" size="small">
          {t('all')}
        </ButtonLink>
      </div>
    </section>
  );
}
