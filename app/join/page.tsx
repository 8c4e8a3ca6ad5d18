import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageMessages } from '../_i18n/client-messages';
import { EntryShell } from '../_shell/entry-shell';
import { Join } from './join';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access.join');
  return { title: t('tab') };
}

/** What a link opens: the first account, an invitation, or a new password. */
export default function JoinPage() {
  return (
    <PageMessages namespaces={['access']}>
      <EntryShell>
        <Join />
      </EntryShell>
    </PageMessages>
  );
}
