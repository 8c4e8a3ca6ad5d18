import { useTranslations } from 'next-intl';
import type { Account } from '@/db/model/access/account';
import { TlpLabel } from '../_ui/labels/tlp';
import { Section } from './section';

/** The user's name, role and clearance. */
export function RightsSection({ account: { name, email, role, clearance } }: { account: Account }) {
  const t = useTranslations('account.rights');
  const tw = useTranslations('words');
  return (
    <Section title={t('title')} what={t('what')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-0.5 max-sm:[&_dd]:mb-2">
        <dt className="text-ink-2">{t('name')}</dt>
        <dd className="min-w-0 font-medium">{name}</dd>
        <dt className="text-ink-2">{t('email')}</dt>
        <dd className="min-w-0 break-all">{email}</dd>
        <dt className="text-ink-2">{t('role')}</dt>
        <dd>
          <span className="font-medium">{tw(`roles.${role}`)}</span>
          <span className="block text-small text-ink-2">{t(`roles.${role}`)}</span>
        </dd>
        <dt className="text-ink-2">{t('clearance')}</dt>
        <dd>
          <TlpLabel tlp={clearance} />
          <span className="block pt-0.5 text-small text-ink-2">
            {clearance !== 'red' && `${tw(`tlps.${clearance}.meaning`)}. `}
            {t('red')}
          </span>
        </dd>
      </dl>
    </Section>
  );
}
