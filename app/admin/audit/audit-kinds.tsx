import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AuditAddress, hrefOf } from './address';

const kinds = ['account', 'all'] as const;

/** Links that switch between account entries and all entries. */
export function AuditKinds({ address }: { address: AuditAddress }) {
  const t = useTranslations('admin.audit');
  return (
    <nav aria-label={t('shown')} className="flex flex-wrap gap-1">
      {kinds.map((kind) => (
        <Link
          key={kind}
          href={hrefOf({ ...address, type: kind, what: undefined, page: undefined })}
          prefetch={false}
          aria-current={address.what === undefined && kind === address.type ? 'true' : undefined}
          className="inline-flex min-h-9 items-center rounded-control border border-line bg-raise px-3 text-ink-2 hover:border-edge hover:text-ink aria-[current=true]:border-ink aria-[current=true]:bg-sheet aria-[current=true]:font-medium aria-[current=true]:text-ink aria-[current=true]:shadow-[inset_0_0_0_1px_var(--ink)]"
        >
          {t(kind)}
        </Link>
      ))}
    </nav>
  );
}
