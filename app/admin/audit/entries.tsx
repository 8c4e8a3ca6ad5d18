import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AuditEntry } from '@/db/model/access/account';
import { useFormats } from '../../_i18n/use-formats';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { linkClass } from '../../_ui/link-class';
import { useDetails } from './use-details';

/** Audit entries: when, who, what, and the subject. */
export function Entries({ items, isPart }: { items: readonly AuditEntry[]; isPart: boolean }) {
  const t = useTranslations('admin.audit');
  if (items.length === 0) return <p className="text-ink-2">{t(isPart ? 'noneHere' : 'none')}</p>;
  return (
    <ol aria-label={t('title')} className="border-b border-line">
      {items.map((item) => (
        <Entry key={item.seq} item={item} />
      ))}
    </ol>
  );
}

function Entry({ item }: { item: AuditEntry }) {
  const t = useTranslations('admin.audit');
  const nameOf = usePrincipalName();
  const { zone } = useFormats();
  const details = useDetails()(item);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-0.5 border-t border-line py-2 md:grid-cols-[11.5rem_13rem_minmax(0,1fr)]">
      <span className="whitespace-nowrap text-ink-2">
        <Time moment={item.at} isFocusable /> <span className="text-small">{zone(item.at)}</span>
      </span>
      <span className="min-w-0 font-medium wrap-anywhere">{nameOf(item.by)}</span>
      <div className="min-w-0">
        <p>
          {t(`acts.${item.what}`)}
          <Subject item={item} />
        </p>
        {details.length > 0 && (
          <dl className="flex flex-wrap gap-x-4 text-small text-ink-2">
            {details.map(({ name, value }) => (
              <div key={name} className="flex min-w-0 gap-1.5">
                <dt className="shrink-0 after:content-[':']">{name}</dt>
                <dd className="min-w-0 text-ink wrap-anywhere">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

/** Names the type of an entry's record. */
function useTypeName(): (type: AuditEntry['type']) => string {
  const t = useTranslations('admin.audit.types');
  const nameOf = useTranslations('records');
  return (type) => (type === 'account' || type === 'event' || type === 'link' ? t(type) : nameOf(type));
}

/** The subject of an entry, unless it is the person who acted. */
function Subject({ item: { type, recordId, subject, by, what } }: { item: AuditEntry }) {
  const t = useTranslations('admin.audit');
  const typeName = useTypeName()(type);
  if (type === 'account') {
    if (subject === null || recordId === by.id) return null;
    return <span>: {subject}</span>;
  }
  if (recordId === null) {
    return (
      <span>
        :{' '}
        <span className="text-ink-2 italic" data-tip={t('hiddenMeaning')}>
          {t('hidden')}
        </span>
      </span>
    );
  }
  const name = subject ?? typeName;
  return (
    <span>
      :{' '}
      {type === 'event' ? (
        <Link
          // If the record has been restored, this page redirects to it.
          href={`/${what === 'deleted' ? 'deleted' : 'events'}/${name}`}
          prefetch={false}
          className={`font-mono text-small ${linkClass}`}
        >
          {name}
        </Link>
      ) : (
        <span>
          {subject !== null && <span className="text-ink-2">{typeName} </span>}
          <UserText>{name}</UserText>
        </span>
      )}
    </span>
  );
}
