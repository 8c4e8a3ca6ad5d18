import { getTimeZone, getTranslations } from 'next-intl/server';
import type { Event } from '@/db/model/event/event';
import type { Kind } from '@/db/model/words';
import { PageMessages } from '../../_i18n/client-messages';
import { mayWrite } from '../../_session/read-viewer';
import { Shell } from '../../_shell/shell';
import { nullIfNotFound } from '../../null-if-not-found';
import type { NamedVisit } from '../_record/targets';
import { ReadOnlyPage } from '../read-only-page';
import { EventForm } from './event-form';
import { readLike } from './like/like-form';
import type { Writer } from './state/form-context';
import { blankForm } from './state/form-state';

export type NewPageProps = {
  kind: Kind;
  who: Writer;
  /** `like` is the reference of the record that the form begins like. */
  searchParams: Promise<{ like?: string | string[] }>;
  /** They reject with `not-found` for what the user may not see. */
  getEvent: (ref: string) => Promise<Event>;
  getVisit: (id: string) => Promise<NamedVisit>;
};

/** The form page for a new record. */
export async function NewPage({ kind, who, searchParams, getEvent, getVisit }: NewPageProps) {
  const { id, clearance } = who;
  const t = await getTranslations('form');
  const title = t(`titles.${kind}`);
  if (!(await mayWrite())) return <ReadOnlyPage />;
  const { like: ref } = await searchParams;
  const like =
    typeof ref === 'string'
      ? await readLike(
          ref,
          {
            getEvent: (one) => getEvent(one).catch(nullIfNotFound),
            getVisit: (one) => getVisit(one).catch(nullIfNotFound),
          },
          { timeZone: await getTimeZone(), clearance },
        )
      : null;
  const begun = like?.form.kind === kind ? like : null;
  return (
    <PageMessages namespaces={['form', 'event', 'board', 'problems']}>
      <Shell title={title}>
        <EventForm
          initial={begun?.form ?? blankForm(kind, 'first', clearance)}
          edited={null}
          likeRef={begun?.ref ?? null}
          linked={{}}
          who={{ id, clearance }}
          title={title}
        />
      </Shell>
    </PageMessages>
  );
}
