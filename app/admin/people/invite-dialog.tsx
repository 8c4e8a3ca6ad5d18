'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { InvitationInput } from '@/db/model/access/account';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { type CreatedLink, invite } from '../_api/send';
import { useSend } from '../_api/use-send';
import { LinkDialog } from './link-dialog';
import { RightsFields } from './rights-fields';

const fields = ['email', 'role', 'clearance'];

/** Invites a colleague by a link. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('admin.invite');
  const people = useTranslations('admin.people');
  const router = useRouter();
  const [given, setGiven] = useState<InvitationInput>({ email: '', role: 'viewer', clearance: 'green' });
  const [link, setLink] = useState<CreatedLink | null>(null);
  const { isBusy, trouble, errorAt, send } = useSend(fields);
  const change = (more: Partial<InvitationInput>) => setGiven((before) => ({ ...before, ...more }));

  async function make(): Promise<void> {
    const outcome = await send(() => invite(given));
    if (outcome?.is !== 'done') return;
    setLink(outcome.value);
    router.refresh();
  }

  return link ? (
    <LinkDialog title={t('title')} link={link} onClose={onClose} />
  ) : (
    <ActionDialog
      title={t('title')}
      label={t('make')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <Field label={people('email')} error={errorAt('email')}>
        <TextInput
          type="email"
          autoComplete="off"
          spellCheck={false}
          value={given.email}
          onChange={(email) => change({ email })}
        />
      </Field>
      <RightsFields
        role={given.role}
        clearance={given.clearance}
        onRole={(role) => change({ role })}
        onClearance={(clearance) => change({ clearance })}
        errorAt={errorAt}
      />
    </ActionDialog>
  );
}
