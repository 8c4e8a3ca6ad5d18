import { getTranslations } from 'next-intl/server';
import { Shell } from '../_shell/shell';
import { ButtonLink } from '../_ui/button-link';

/** Stands where a form would, for those who may read and not write. */
export async function ReadersPage() {
  const t = await getTranslations('errors');
  return (
    <Shell>
      <div className="mx-auto flex max-w-2xl flex-col items-start gap-3 px-5 py-16">
        <h1 className="text-figure font-bold">{t('readerTitle')}</h1>
        <p className="text-lead text-ink-2">{t('reader')}</p>
        <ButtonLink href="/" className="mt-2">
          {t('toBoard')}
        </ButtonLink>
      </div>
    </Shell>
  );
}
