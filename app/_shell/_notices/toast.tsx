'use client';

import { useState } from 'react';
import { createPart } from '../../_reach/part';
import { useWaitingNotices } from '../../_ui/overlays/notices';

const Region = createPart(() => import('./toast-region'));

/** Where notices appear; stands once, in the layout. What is said with `notify` (notices.ts) shows here. */
export function Toasts() {
  const waiting = useWaitingNotices();
  const [isWanted, setWanted] = useState(false);
  if (waiting.length > 0 && !isWanted) setWanted(true);
  return isWanted ? <Region waiting={waiting} /> : null;
}
