'use client';

import { useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useWaitingNotices } from '../../_ui/overlays/notices';

const Region = createLazyComponent(() => import('./toast-region'));

/** Shows notices; rendered once, in the layout. Send one with `notify` (notices.ts). */
export function Toasts() {
  const waiting = useWaitingNotices();
  const [isWanted, setWanted] = useState(false);
  if (waiting.length > 0 && !isWanted) setWanted(true);
  return isWanted ? <Region waiting={waiting} /> : null;
}
