import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageMessages } from '../_i18n/client-messages';
import { localPath } from '../_session/local-path';
import { readViewer } from '../_session/read-viewer';
import { EntryShell } from '../_shell/entry-shell';
import { SignInForm } from './sign-in-form';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Redirects signed-in users. For everyone else the page is cached for all, so it must not depend on the address. */
export default async function SignInPage({ searchParams }: PageProps) {
  if (await readViewer()) redirect(localPath((await searchParams).next));
  const t = await getTranslations('access.signIn');
  return (
    <PageMessages namespaces={['access']}>
      <EntryShell title={t('title')}>
        <SignInForm />
      </EntryShell>
    </PageMessages>
  );
}
