'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Account } from '@/db/model/access/account';
import { isolated } from '../../_i18n/bidi';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { type CreatedLink, createPasswordLink } from '../_api/send';
import { useSend } from '../_api/use-send';
import { LinkDialog } from './link-dialog';

/** Creates a link for a user who has lost their password. */
export default function PasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useTranslations('admin.password');
  const router = useRouter();
  const [link, setLink] = useState<CreatedLink | null>(null);
  const { isBusy, trouble, send } = useSend();
  const title = t('title', { name: isolated(account.name) });

  async function make(): Promise<void> {
    const outcome = await send(() => createPasswordLink(account.id));
    if (outcome?.is !== 'done') return;
    setLink(outcome.value);
    router.refresh();
  }

  return link ? (
    <LinkDialog title={title} link={link} onClose={onClose} />
  ) : (
    <ActionDialog
      title={title}
      description={t('what')}
      label={t('make')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={() => void make()}
      onClose={onClose}
    />
  );
}
