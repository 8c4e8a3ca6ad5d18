import { getTranslations } from 'next-intl/server';
import type { Kind } from '@/db/model/words';
import { PageMessages } from '../../_i18n/client-messages';
import { mayWrite } from '../../_session/read-viewer';
import { Shell } from '../../_shell/shell';
import { ReadOnlyPage } from '../read-only-page';
import { EventForm } from './event-form';
import type { Writer } from './state/form-context';
import { blankForm } from './state/form-state';

/** The form page for a new record. */
export async function NewPage({ kind, who: { id, clearance } }: { kind: Kind; who: Writer }) {
  const t = await getTranslations('form');
  const title = t(`titles.${kind}`);
  if (!(await mayWrite())) return <ReadOnlyPage />;
  return (
    <PageMessages namespaces={['form', 'event', 'board', 'problems']}>
      <Shell title={title}>
        <EventForm
          initial={blankForm(kind, 'first', clearance)}
          edited={null}
          linked={{}}
          who={{ id, clearance }}
          title={title}
        />
      </Shell>
    </PageMessages>
  );
}
