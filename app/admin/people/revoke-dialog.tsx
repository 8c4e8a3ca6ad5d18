'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Outcome } from '../../_api/write';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';
import { revokeDisplay, revokeKey } from '../_api/send';
import { useSend } from '../_api/use-send';

type RevokeDialogProps = {
  revoked: { id: string; name: string };
  kind: 'keys' | 'displays';
  onClose: () => void;
};

const requests = { keys: revokeKey, displays: revokeDisplay } satisfies Record<
  RevokeDialogProps['kind'],
  (id: string) => Promise<Outcome<null>>
>;

/** Asks before a key or a wall display is revoked. */
export default function RevokeDialog({ revoked, kind, onClose }: RevokeDialogProps) {
  const t = useTranslations(`admin.${kind}`);
  const router = useRouter();
  const { isBusy, trouble, send } = useSend();

  async function revoke(): Promise<void> {
    const outcome = await send(() => requests[kind](revoked.id));
    if (outcome?.is === 'gone') router.refresh();
    if (outcome?.is !== 'done') return;
    notify(t('done', { name: revoked.name }));
    onClose();
    router.refresh();
  }

  return (
    <ActionDialog
      title={t('confirmTitle', { name: revoked.name })}
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
