'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ApiKey } from '@/db/model/access/account';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';
import { revokeKey } from '../_api/send';
import { useSend } from '../_api/use-send';

export default function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('admin.keys');
  const router = useRouter();
  const { isBusy, trouble, send } = useSend();

  async function revoke(): Promise<void> {
    const outcome = await send(() => revokeKey(apiKey.id));
    if (outcome?.is === 'gone') router.refresh();
    if (outcome?.is !== 'done') return;
    notify(t('done', { name: apiKey.name }));
    onClose();
    router.refresh();
  }

  return (
    <ActionDialog
      title={t('confirmTitle', { name: apiKey.name })}
      description={t('confirm')}
      label={t('revoke')}
      isDanger
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={() => void revoke()}
      onClose={onClose}
    />
  );
}
