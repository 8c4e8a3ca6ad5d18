import { useTranslations } from 'next-intl';
import { ButtonLink } from '../_ui/button-link';

type PagesProps = {
  path: string;
  /** The filter of the list, without the page. */
  query: Readonly<Record<string, string>>;
  /** Is this a later page? */
  isLater: boolean;
  next: string | null;
};

/** Links to the first and the next page of a list. */
export function Pages({ path, query, isLater, next }: PagesProps) {
  const t = useTranslations('profiles.list');
  const hrefOf = (more: Record<string, string>) => {
    const search = new URLSearchParams({ ...query, ...more }).toString();
    return search === '' ? path : `${path}?${search}`;
  };
  if (!isLater && next === null) return null;
  return (
    <nav aria-label={t('pages')} data-print="no" className="flex gap-2.5">
      {isLater && <ButtonLink href={hrefOf({})}>{t('first')}</ButtonLink>}
      {next !== null && <ButtonLink href={hrefOf({ page: next })}>{t('next')}</ButtonLink>}
    </nav>
  );
}
