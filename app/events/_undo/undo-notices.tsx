'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';
import { useViewerId } from '../../_session/viewer';
import { notify } from '../../_ui/overlays/notices';
import { forgetOffer, readOffers, subscribeOffers, type UndoOffer } from './offers';
import type { UndoResult } from './send-undo';

/** Offers to undo each deletion and merge. Rendered once, in the layout. */
export function UndoNotices() {
  const t = useTranslations('shell.undo');
  const refusalText = useRefusalText();
  const router = useRouter();
  const owner = useViewerId();
  const announced = useRef(new Set<string>());

  const announce = useEffectEvent(() => {
    for (const offer of readOffers()) {
      if (offer.owner !== owner || announced.current.has(offer.key)) continue;
      announced.current.add(offer.key);
      const { ref, into } = offer;
      notify(into === null ? t('deleted', { ref }) : t('merged', { ref, into }), {
        action: { label: t('undo'), onPress: () => void undo(offer) },
        millis: offer.until - Date.now(),
      });
    }
  });
  useEffect(() => {
    const listener = () => announce();
    listener();
    return subscribeOffers(listener);
  }, []);

  async function undo(offer: UndoOffer): Promise<void> {
    const { ref, into } = offer;
    const undone = await send(offer, into === null ? t('reason') : t('mergeReason', { ref }));
    if (undone.is === 'unreachable') {
      notify(into === null ? t('unreachable', { ref }) : t('mergeUnreachable', { ref }), {
        isError: true,
        action: { label: t('again'), onPress: () => void undo(offer) },
      });
      return;
    }
    forgetOffer(offer);
    const isThere = undone.is === 'done' || undone.is === 'already';
    notify(await textOf(offer, undone), { isError: !isThere });
    if (isThere || undone.is === 'skipped') router.refresh();
  }

  async function textOf({ ref, into }: UndoOffer, undone: UndoResult): Promise<string> {
    if (undone.is === 'refused') {
      const detail = await refusalText(undone);
      return into === null ? t('refused', { ref, detail }) : t('mergeRefused', { ref, detail });
    }
    if (undone.is !== 'skipped') return t(undone.is, { ref });
    const left = await Promise.all(
      undone.skipped.map(async ({ ref: left, code, params }) => {
        const isChanged = code === 'version-conflict';
        const why = isChanged ? t('changedSince') : await refusalText({ code, params, errors: [] });
        return t('leftAlone', { ref: left ?? ref, why });
      }),
    );
    const what = undone.isPartly ? t('mergePartly', { ref }) : t('mergeKept', { ref });
    return [what, ...left].join(' ');
  }
  return null;
}

async function send(offer: UndoOffer, reason: string): Promise<UndoResult> {
  try {
    const { sendUndo } = await import('./send-undo');
    return await sendUndo(offer, reason);
  } catch {
    // The code could not be loaded.
    return { is: 'unreachable' };
  }
}
