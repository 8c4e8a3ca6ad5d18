'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useBoardState, useLiveStatus } from '../../_live/provider';
import { useViewerId } from '../../_session/viewer';
import { readOffers } from '../../events/_undo/offers';
import { type Correction, fetchCorrection } from './correction';
import { keepTold, keyOfReader, readTold, toldAfter, without } from './told';

/** The corrections that this reader has not acknowledged, also those from while the board was closed. */
export function useCorrections(): {
  corrections: readonly Correction[];
  acknowledge(ids: readonly string[]): void;
} {
  const viewer = useViewerId();
  const key = keyOfReader(viewer);
  const { active, events, removed } = useBoardState();
  const { status } = useLiveStatus();
  const [left, setLeft] = useState<Readonly<Record<string, string>>>({});
  const [found, setFound] = useState<readonly Correction[]>([]);

  useEffect(() => {
    const told = toldAfter(readTold(key), active.values());
    keepTold(key, told);
    setLeft(told.left);
  }, [key, active]);

  // Another version may be another correction.
  const asked = Object.keys(left)
    .map((id) => `${id} ${events.get(id)?.version ?? ''} ${removed.has(id)}`)
    .join();
  const acknowledge = (ids: readonly string[]) => {
    const told = without(readTold(key), ids);
    keepTold(key, told);
    setLeft(told.left);
  };
  const take = useEffectEvent((answers: readonly PromiseSettledResult<Correction | null>[]) => {
    const ids = Object.keys(left);
    const known = answers.flatMap((one) => (one.status === 'fulfilled' && one.value ? one.value : []));
    const own = known.filter((one) => isOwn(one, viewer)).map(({ id }) => id);
    setFound(known.filter(({ id }) => !own.includes(id)));
    const ended = ids.filter((_, index) => {
      const answer = answers[index];
      return answer?.status === 'fulfilled' && answer.value === null;
    });
    const usual = [...own, ...ended];
    if (usual.length > 0) acknowledge(usual);
  });
  const fetchAll = useEffectEvent(() =>
    Promise.allSettled(
      Object.entries(left).map(([id, ref]) => fetchCorrection(id, ref, { events, removed })),
    ),
  );
  // Asked again after an outage, because an answer may have failed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `status` changes when the server is back.
  useEffect(() => {
    if (asked === '') return setFound([]);
    let isWanted = true;
    void fetchAll().then((answers) => isWanted && take(answers));
    return () => {
      isWanted = false;
    };
  }, [asked, status === 'live']);

  return { corrections: found.filter(({ id }) => id in left), acknowledge };
}

/** Did the reader do it themselves, so that they need no correction? */
function isOwn(one: Correction, viewer: string): boolean {
  if ('by' in one) return one.by.id === viewer;
  return readOffers().some(({ id }) => id === one.id);
}
