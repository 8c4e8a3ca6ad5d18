import { useTranslations } from 'next-intl';
import { PageMessages } from '../_i18n/client-messages';
import { EntryShell } from '../_shell/entry-shell';
import { Join } from './join';

/** The page of set-up, invitation and password links. */
export default function JoinPage() {
  const t = useTranslations('access.join');
  return (
    <PageMessages namespaces={['access']}>
      <EntryShell title={t('tab')}>
        <Join />
      </EntryShell>
    </PageMessages>
  );
}
