import { getTranslations } from 'next-intl/server';
import type { Kind } from '@/db/model/words';
import { PageMessages } from '../../_i18n/client-messages';
import { Shell } from '../../_shell/shell';
import { EventForm } from './event-form';
import { blankForm } from './form-state';

/** The form of a new record of a kind. */
export async function NewPage({ kind }: { kind: Kind }) {
  const t = await getTranslations('form');
  return (
    <PageMessages namespaces={['form', 'event', 'board']}>
      <Shell>
        <EventForm initial={blankForm(kind, 'first')} edited={null} linked={{}} title={t(`titles.${kind}`)} />
      </Shell>
    </PageMessages>
  );
}
