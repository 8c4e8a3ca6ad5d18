'use client';

import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { isStricter } from '@/db/model/access/visible';
import { type Tlp, tlps } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useClearance, useViewer } from '../../_session/viewer';
import { UserText } from '../../_ui/labels/user-text';
import { dateTimeGroup } from './date-time-group';
import './print.css';

type Printed = { tlp: Tlp | null; at: Date; title: string };

/** On paper, at the head and foot of every sheet: the strictest marking shown, when it was printed, what and by whom. */
export function PrintFrame() {
  const clearance = useClearance();
  const viewer = useViewer();
  const now = useNow();
  const [printed, setPrinted] = useState<Printed | null>(null);
  useEffect(() => {
    const onPrint = () =>
      flushSync(() => setPrinted({ tlp: strictestShown(), at: new Date(), title: document.title }));
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, []);
  // A page that marks no record, such as trends, may hold anything up to the clearance.
  const marking = `TLP:${(printed?.tlp ?? clearance).toUpperCase()}`;
  return (
    <>
      <div aria-hidden className="print-frame" data-at="head">
        <b>{marking}</b>
        <span>{printed && <UserText>{printed.title}</UserText>}</span>
        <span>{dateTimeGroup(printed?.at ?? now)}</span>
      </div>
      <div aria-hidden className="print-frame" data-at="foot">
        <b>{marking}</b>
        <span>{viewer && <UserText>{viewer.name}</UserText>}</span>
      </div>
    </>
  );
}

/** The strictest of the markings in the main element; null without any. */
function strictestShown(): Tlp | null {
  const labels = [...document.querySelectorAll('main .tlp')].flatMap(({ textContent }) => {
    const text = textContent?.replace('TLP:', '').toLowerCase();
    return tlps.find((tlp) => tlp === text) ?? [];
  });
  return labels.reduce<Tlp | null>(
    (strictest, tlp) => (strictest === null || isStricter(tlp, strictest) ? tlp : strictest),
    null,
  );
}
