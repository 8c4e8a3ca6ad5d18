'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Handover } from '@/db/model/records/handover';
import { useViewer } from '../_session/viewer';
import { useKeys } from '../_shell/_shortcuts/use-keys';
import { Button } from '../_ui/button';
import { notify } from '../_ui/overlays/notices';
import { clearBoardFilters } from '../(board)/_filters/clear-filters';
import { pathOfAll } from '../(board)/_views/start-view';
import { changeHandover } from './send';
import { useHandoverAction } from './use-handover-action';

/** Accepts the handover and opens the board with all records: filters end with the shift. */
export function AcceptButton({ handover }: { handover: Handover }) {
  const t = useTranslations('handover');
  const router = useRouter();
  const viewer = useViewer();
  const { isBusy, trouble, run } = useHandoverAction();

  async function accept(): Promise<void> {
    if (viewer === null) return;
    const accepted = await run(() => changeHandover(handover, { acceptedBy: viewer.id }));
    if (accepted === null) return;
    notify(t('accepted'));
    clearBoardFilters();
    router.push(pathOfAll(viewer.id, '/'));
  }

  useKeys({ t: () => void accept() });
  return (
    <div data-print="no" className="flex flex-wrap items-center gap-3">
      <Button variant="primary" isBusy={isBusy} keys="t" onClick={() => void accept()}>
        {t('accept')}
      </Button>
      <p role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </p>
    </div>
  );
}
