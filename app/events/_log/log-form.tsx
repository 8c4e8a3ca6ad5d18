'use client';

import { useLocale, useTranslations } from 'next-intl';
import { use, useEffect, useState } from 'react';
import type { Kind } from '@/db/model/words';
import { MoreMessages } from '../../_i18n/more-messages';
import { untilBack } from '../../_reach/reach';
import { checkSignedIn } from '../../_session/check-signed-in';
import { useViewer } from '../../_session/viewer';
import { useLogging } from '../../_shell/_log/log-context';
import { EventForm } from '../_form/event-form';
import { blankForm } from '../_form/state/form-state';
import { logWords } from './log-words';

type LogFormProps = { kind: Kind; onClose: () => void };

/** The form for a new record, over the open page. */
export default function LogForm({ kind, onClose }: LogFormProps) {
  const words = use(logWords(useLocale()));
  return (
    <MoreMessages messages={words}>
      <Form key={kind} kind={kind} onClose={onClose} />
    </MoreMessages>
  );
}

function Form({ kind, onClose }: LogFormProps) {
  const t = useTranslations('form.titles');
  const ts = useTranslations('shell');
  const viewer = useViewer();
  const { finish } = useLogging();
  const [initial] = useState(() => blankForm(kind, 'first', viewer?.clearance ?? 'clear'));
  // The form needs no server, so an ended session must be detected before saving.
  useEffect(() => {
    void untilBack().then(checkSignedIn);
  }, []);
  if (!viewer) return null;
  return (
    <>
      <title>{`${t(kind)} · ${ts('name')}`}</title>
      <EventForm
        initial={initial}
        edited={null}
        linked={{}}
        who={{ id: viewer.id, clearance: viewer.clearance }}
        title={t(kind)}
        onSaved={finish}
        onLeave={onClose}
      />
    </>
  );
}
