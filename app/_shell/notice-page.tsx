import { useTranslations } from 'next-intl';
import { ButtonLink } from '../_ui/button-link';
import { Shell } from './shell';

/** A page that explains why something was not found and links to the board. */
export function NoticePage({ title, children }: { title: string; children: string }) {
  const t = useTranslations('errors');
  return (
    <Shell title={title}>
      <div className="mx-auto flex max-w-2xl flex-col items-start gap-3 px-5 py-16">
        <h1 className="text-figure font-bold">{title}</h1>
        <p className="text-lead text-ink-2">{children}</p>
        <ButtonLink href="/" className="mt-2">
          {t('toBoard')}
        </ButtonLink>
      </div>
    </Shell>
  );
}
