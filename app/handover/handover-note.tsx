import { useTranslations } from 'next-intl';
import type { Handover } from '@/db/model/records/handover';
import { usePrincipalName } from '../_i18n/use-principal-name';
import { Time } from '../_ui/labels/time';
import { TlpLabel } from '../_ui/labels/tlp';
import { RefText } from './ref-text';

/** Who handed over when, who took over, and the note. */
export function HandoverNote({ handover, acceptedBy }: { handover: Handover; acceptedBy: string | null }) {
  const t = useTranslations('handover');
  const nameOf = usePrincipalName();
  const { createdBy, to, from, note, tlp, acceptedAt } = handover;
  return (
    <div className="flex max-w-prose flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">
        <span>
          {t.rich('by', {
            name: nameOf(createdBy),
            from: () => <Time moment={from} isFocusable />,
            to: () => <Time moment={to} isFocusable />,
          })}
        </span>
        <TlpLabel tlp={tlp} isCompact />
      </p>
      {acceptedAt === null || handover.acceptedBy === null ? (
        <p className="font-medium text-amber">{t('notAccepted')}</p>
      ) : (
        <p className="text-ink-2">
          {t.rich('acceptedBy', {
            name: nameOf({ id: handover.acceptedBy, name: acceptedBy ?? '' }),
            when: () => <Time moment={acceptedAt} isFocusable />,
          })}
        </p>
      )}
      <p className="whitespace-pre-line wrap-anywhere">
        {note === '' ? <span className="text-ink-2">{t('noNote')}</span> : <RefText>{note}</RefText>}
      </p>
    </div>
  );
}
