'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';
import { useViewerId } from '../../_session/viewer';
import { notify } from '../../_ui/overlays/notices';
import { type Deletion, forgetDeletion, readDeletions, subscribeDeletions } from './deletions';
import type { UndoResult } from './undo-deletion';

/** Offers to undo each deletion. Rendered once, in the layout. */
export function UndoNotices() {
  const t = useTranslations('shell.undo');
  const refusalText = useRefusalText();
  const router = useRouter();
  const owner = useViewerId();
  const announced = useRef(new Set<string>());

  const announce = useEffectEvent(() => {
    for (const deletion of readDeletions()) {
      if (deletion.owner !== owner || announced.current.has(deletion.key)) continue;
      announced.current.add(deletion.key);
      notify(t('deleted', { ref: deletion.ref }), {
        action: { label: t('undo'), onPress: () => void undo(deletion) },
        millis: deletion.until - Date.now(),
      });
    }
  });
  useEffect(() => {
    const listener = () => announce();
    listener();
    return subscribeDeletions(listener);
  }, []);

  async function undo(deletion: Deletion): Promise<void> {
    const { ref } = deletion;
    const undone = await send(deletion, t('reason'));
    if (undone.is === 'unreachable') {
      notify(t('unreachable', { ref }), {
        isError: true,
        action: { label: t('again'), onPress: () => void undo(deletion) },
      });
      return;
    }
    forgetDeletion(deletion);
    const isThere = undone.is === 'done' || undone.is === 'already';
    const detail = undone.is === 'refused' ? await refusalText(undone) : '';
    notify(t(undone.is, { ref, detail }), { isError: !isThere });
    if (isThere) router.refresh();
  }
  return null;
}

async function send(deletion: Deletion, reason: string): Promise<UndoResult> {
  try {
    const { undoDeletion } = await import('./undo-deletion');
    return await undoDeletion(deletion, reason);
  } catch {
    // The code could not be loaded.
    return { is: 'unreachable' };
  }
}
