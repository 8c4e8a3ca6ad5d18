'use client';

import { useLocale, useTranslations } from 'next-intl';
import { use, useEffect, useState } from 'react';
import type { Kind } from '@/db/model/words';
import { untilOnline } from '../../_connection/connection';
import { MoreMessages } from '../../_i18n/more-messages';
import { checkSignedIn } from '../../_session/check-signed-in';
import { useViewer } from '../../_session/viewer';
import { useLogging } from '../../_shell/_log/log-context';
import { EventForm } from '../_form/event-form';
import type { LikeForm } from '../_form/like/like-form';
import { blankForm } from '../_form/state/form-state';
import { loadLogMessages } from './log-messages';

type LogFormProps = { kind: Kind; onClose: () => void };

/** The form for a new record, over the open page. */
export default function LogForm({ kind, onClose }: LogFormProps) {
  const words = use(loadLogMessages(useLocale()));
  const { like } = useLogging();
  return (
    <MoreMessages messages={words}>
      <Form key={`${kind} ${like?.ref ?? ''}`} kind={kind} like={like} onClose={onClose} />
    </MoreMessages>
  );
}

function Form({ kind, like, onClose }: LogFormProps & { like: LikeForm | null }) {
  const t = useTranslations('form.titles');
  const ts = useTranslations('shell');
  const viewer = useViewer();
  const { finish } = useLogging();
  const [initial] = useState(() => like?.form ?? blankForm(kind, 'first', viewer?.clearance ?? 'clear'));
  // The form needs no server, so an ended session must be detected before saving.
  useEffect(() => {
    void untilOnline().then(checkSignedIn);
  }, []);
  if (!viewer) return null;
  return (
    <>
      <title>{`${t(kind)} · ${ts('name')}`}</title>
      <EventForm
        initial={initial}
        edited={null}
        likeRef={like?.ref ?? null}
        linked={{}}
        who={{ id: viewer.id, clearance: viewer.clearance }}
        title={t(kind)}
        onSaved={finish}
        onLeave={onClose}
      />
    </>
  );
}
