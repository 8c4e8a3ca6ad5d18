import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageMessages } from '../_i18n/client-messages';
import { localPath } from '../_session/local-path';
import { readViewer } from '../_session/read-viewer';
import { EntryShell } from '../_shell/entry-shell';
import { SignInForm } from './sign-in-form';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The way in; whoever is in already goes on. */
export default async function SignInPage({ searchParams }: PageProps) {
  const next = localPath((await searchParams).next);
  if (await readViewer()) redirect(next);
  const t = await getTranslations('access.signIn');
  return (
    <PageMessages namespaces={['access']}>
      <EntryShell title={t('title')}>
        <SignInForm next={next} />
      </EntryShell>
    </PageMessages>
  );
}
