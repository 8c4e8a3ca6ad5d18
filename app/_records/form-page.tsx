import type { ReactNode } from 'react';
import { PageMessages } from '../_i18n/client-messages';
import { mayWrite } from '../_session/read-viewer';
import { Shell } from '../_shell/shell';
import { ReadOnlyPage } from '../events/read-only-page';

/** The page of a form for a mission, actor or visit. */
export async function FormPage({ title, children }: { title: string; children: ReactNode }) {
  if (!(await mayWrite())) return <ReadOnlyPage />;
  return (
    <PageMessages namespaces={['form', 'event', 'problems', 'profiles']}>
      <Shell title={title}>{children}</Shell>
    </PageMessages>
  );
}
